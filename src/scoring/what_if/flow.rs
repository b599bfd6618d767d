//! What goes where: the nodes of both sides, and the links between them, as a flow picture shows them.

use crate::scoring::{ARRIVAL_WEEKS, Tally};

/// How many leads, what became of them, and how many of them came in lately.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    pub tally: Tally,
    /// Those that were created within the last [`ARRIVAL_WEEKS`].
    pub arrived: u64,
}

impl Volume {
    /// Of those that come in, so many a week are among these. It means nothing where no lead says when it was created.
    pub fn a_week(self) -> f64 {
        a_week(self.arrived)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.tally.add(other.tally);
        self.arrived += other.arrived;
    }
}

pub(super) fn a_week(arrived: u64) -> f64 {
    arrived as f64 / f64::from(ARRIVAL_WEEKS)
}

/// From the places of the baseline to those of the draft. `Id` is what a place is known by in its model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow<Id> {
    /// Of the baseline, in its order.
    pub before: Vec<Node<Id>>,
    /// Of the draft, in its order.
    pub after: Vec<Node<Id>>,
    /// Those that any lead takes, by where they begin, then by where they end.
    pub links: Vec<Link>,
}

/// A cell or a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<Id> {
    pub id: Id,
    pub name: String,
    pub volume: Volume,
    /// Its place on the other side; `None` where it is new, or gone.
    pub like: Option<usize>,
}

/// The leads that were in one place and are in another, or in the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Places in [`Flow::before`] and [`Flow::after`].
    pub before: usize,
    pub after: usize,
    /// The two are the same place.
    pub stays: bool,
    pub volume: Volume,
}

impl<Id> Flow<Id> {
    /// Nodes without leads; `likes` has the place among `before` of each of `after`.
    pub(super) fn new(before: Vec<(Id, String)>, after: Vec<(Id, String)>, likes: &[Option<usize>]) -> Self {
        let node = |(id, name), like| Node { id, name, volume: Volume::default(), like };
        let place_of = |place: usize| likes.iter().position(|like| *like == Some(place));
        let before = before.into_iter().enumerate().map(|(place, named)| node(named, place_of(place)));
        let after = after.into_iter().zip(likes).map(|(named, like)| node(named, *like));
        Self { before: before.collect(), after: after.collect(), links: Vec::new() }
    }

    pub(super) fn add(&mut self, before: usize, after: usize, volume: Volume) {
        let (Some(from), Some(to)) = (self.before.get_mut(before), self.after.get_mut(after)) else { return };
        from.volume.add(volume);
        to.volume.add(volume);
        let stays = to.like == Some(before);
        match self.links.binary_search_by_key(&(before, after), |link| (link.before, link.after)) {
            Ok(place) => self.links[place].volume.add(volume),
            Err(place) => self.links.insert(place, Link { before, after, stays, volume }),
        }
    }

    /// The links that lead elsewhere, most leads first.
    pub fn moves(&self) -> Vec<&Link> {
        let mut moves: Vec<&Link> = self.links.iter().filter(|link| !link.stays).collect();
        moves.sort_by_key(|link| std::cmp::Reverse(link.volume.tally.leads));
        moves
    }

    /// Who comes to a place of the draft from elsewhere.
    pub fn entering(&self, after: usize) -> Volume {
        sum(self.links.iter().filter(|link| link.after == after && !link.stays))
    }

    /// Who leaves a place of the baseline.
    pub fn leaving(&self, before: usize) -> Volume {
        sum(self.links.iter().filter(|link| link.before == before && !link.stays))
    }

    /// All who are elsewhere.
    pub fn moved(&self) -> Volume {
        sum(self.links.iter().filter(|link| !link.stays))
    }
}

fn sum<'a>(links: impl Iterator<Item = &'a Link>) -> Volume {
    let mut sum = Volume::default();
    links.for_each(|link| sum.add(link.volume));
    sum
}
