//! A list that a thread works out of the scores, the chosen one of it, and what another thread tells of that one: what the tabs
//! “Accounts” and “Nurture” remember.

use std::sync::Arc;

use crate::app::{
    asked::{Asked, Same},
    background::Background,
    scored::Scored,
    state::State,
    widgets::Scroll,
};

/// What the thread is asked.
pub struct Question<View> {
    pub scored: Arc<Scored>,
    pub view: View,
}

impl<View: Clone> Clone for Question<View> {
    fn clone(&self) -> Self {
        Self { scored: Arc::clone(&self.scored), view: self.view.clone() }
    }
}

impl<View: PartialEq> Same for Question<View> {
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.scored, &other.scored) && self.view == other.view
    }
}

/// What the thread answers.
pub trait Lists: Send + 'static {
    /// What the user wants to see.
    type View: Clone + Default + PartialEq + Send + 'static;

    fn scored(&self) -> &Arc<Scored>;
    fn view(&self) -> &Self::View;
    /// What is listed, in the order to show it.
    fn order(&self) -> &[u32];
    /// What one is known by, whatever the order.
    fn key(&self, listed: u32) -> Option<&str>;
    fn find(&self, key: &str) -> Option<u32>;
    /// Whether the list begins at its top when one view follows another.
    fn begins_anew(one: &Self::View, other: &Self::View) -> bool;
}

pub struct Listed<Listing: Lists, Wanted, Told> {
    pub view: Listing::View,
    /// The key of the chosen one.
    chosen: Option<String>,
    /// Where in the list it was last found.
    chosen_at: Option<usize>,
    pub scroll: Scroll,
    list: Asked<Question<Listing::View>, Listing>,
    /// What is told of the chosen one.
    told: Asked<Wanted, Told>,
}

impl<Listing, Wanted, Told> Listed<Listing, Wanted, Told>
where
    Listing: Lists,
    Wanted: Same + Clone + Send + 'static,
    Told: Send + 'static,
{
    pub fn new(lister: Background<Question<Listing::View>, Listing>, teller: Background<Wanted, Told>) -> Self {
        Self {
            view: Listing::View::default(),
            chosen: None,
            chosen_at: None,
            scroll: Scroll::default(),
            list: Asked::new(lister),
            told: Asked::new(teller),
        }
    }

    /// Another model was opened.
    pub fn forget(&mut self) {
        self.view = Listing::View::default();
        self.chosen = None;
        self.scroll = Scroll::default();
    }

    /// Other leads were opened: nothing is kept of those before.
    pub fn forget_leads(&mut self) {
        self.list.forget();
        self.told.forget();
    }

    /// Waits for both threads: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.list.settle();
        self.told.settle();
    }

    /// The newest list.
    pub fn listing(&self) -> Option<&Listing> {
        self.list.answer()
    }

    /// The newest list of these leads.
    pub fn listing_of(&self, scored: &Scored) -> Option<&Listing> {
        self.listing().filter(|listing| Arc::ptr_eq(&listing.scored().columns, &scored.columns))
    }

    /// What was told last, maybe of another.
    pub fn told(&self) -> Option<&Told> {
        self.told.answer()
    }

    /// Takes the newest list and asks for a newer one if need be. Answers whether it asked.
    pub fn keep(&mut self, scored: &Arc<Scored>) -> bool {
        self.list.take();
        self.told.take();
        if self.list.asked().is_some_and(|asked| Listing::begins_anew(&asked.view, &self.view)) {
            self.scroll = Scroll::default();
        }
        self.list.ask(Question { scored: Arc::clone(scored), view: self.view.clone() })
    }

    /// Whether the list is older than what is asked for.
    pub fn is_stale(&self, scored: &Arc<Scored>) -> bool {
        let is_newest = |it: &Listing| Arc::ptr_eq(it.scored(), scored) && *it.view() == self.view;
        !self.listing().is_some_and(is_newest)
    }

    /// Whether no list is to be waited for.
    pub fn has_failed(&self) -> bool {
        self.list.has_failed()
    }

    /// Whether one of the threads broke off since the last call.
    pub fn take_failure(&mut self) -> bool {
        [self.list.take_failure(), self.told.take_failure()].contains(&true)
    }

    /// The place in the list of the chosen one.
    pub fn place(&mut self) -> Option<usize> {
        let (listing, key) = (self.list.answer()?, self.chosen.as_ref()?);
        let (found, order) = (listing.find(key), listing.order());
        let is_at = |at: &usize| found.is_some() && order.get(*at).copied() == found;
        if !self.chosen_at.as_ref().is_some_and(is_at) {
            self.chosen_at = found.and_then(|found| order.iter().position(|listed| *listed == found));
        }
        if self.chosen_at.is_none() {
            // Not in this list: it is not looked for again.
            self.chosen = None;
        }
        self.chosen_at
    }

    pub fn choose(&mut self, place: usize) {
        let Some(listing) = self.list.answer() else { return };
        let key = listing.order().get(place).and_then(|listed| listing.key(*listed));
        self.chosen = key.map(str::to_owned);
        self.chosen_at = Some(place);
    }

    pub fn choose_none(&mut self) {
        self.chosen = None;
    }

    /// Asks what is to be told. Answers whether it asked.
    pub fn ask(&mut self, wanted: Wanted) -> bool {
        self.told.ask(wanted)
    }
}

/// A thread that broke off is told once; what it worked on is not waited for.
pub fn tell_failure(state: &mut State, has_failed: bool) {
    if has_failed {
        state.complain(tr!("work-broken"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::scored::{Question as ToScore, Scorer},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, lead, model},
        },
    };

    /// The leads by key, or against it.
    struct Keys {
        scored: Arc<Scored>,
        view: String,
        order: Vec<u32>,
    }

    impl Lists for Keys {
        type View = String;

        fn scored(&self) -> &Arc<Scored> {
            &self.scored
        }

        fn view(&self) -> &String {
            &self.view
        }

        fn order(&self) -> &[u32] {
            &self.order
        }

        fn key(&self, listed: u32) -> Option<&str> {
            self.scored.columns.keys.get(listed as usize)
        }

        fn find(&self, key: &str) -> Option<u32> {
            self.scored.columns.find(key).map(|row| row as u32)
        }

        fn begins_anew(one: &String, other: &String) -> bool {
            one != other
        }
    }

    /// “down” turns the list round, “break” breaks the thread, any other view leaves out the lead that is called so.
    fn list(Question { scored, view }: Question<String>) -> Keys {
        assert_ne!(view, "break");
        let all = 0..scored.columns.len() as u32;
        let mut order: Vec<u32> = all.filter(|row| scored.columns.keys[*row as usize] != *view).collect();
        if view == "down" {
            order.reverse();
        }
        Keys { scored, view, order }
    }

    fn scored() -> Arc<Scored> {
        let mut builder = ColumnsBuilder::default();
        builder.extend(["a", "b", "c"].map(|key| lead(key, &[], vec![])));
        let (columns, draft) = (Arc::new(builder.finish()), Arc::new(model(vec![])));
        let baseline = Arc::clone(&draft);
        Scorer::default().answer(ToScore { columns, as_of: NOW, draft, baseline, voice: None })
    }

    fn tab() -> Listed<Keys, u32, u32> {
        let wake: crate::app::background::Wake = Arc::new(|| {});
        Listed::new(Background::new("list", Arc::clone(&wake), list), Background::new("tell", wake, |of: u32| 10 / of))
    }

    fn shown(tab: &mut Listed<Keys, u32, u32>, view: &str, scored: &Arc<Scored>) {
        view.clone_into(&mut tab.view);
        tab.keep(scored);
        tab.settle();
    }

    #[test]
    fn the_chosen_one_is_found_again_in_another_order_and_let_go_where_it_is_not() {
        let (mut tab, scored) = (tab(), scored());
        shown(&mut tab, "", &scored);
        tab.choose(0);
        assert_eq!(tab.place(), Some(0));
        shown(&mut tab, "down", &scored);
        assert_eq!(tab.place(), Some(2), "it is a");
        shown(&mut tab, "a", &scored);
        assert_eq!(tab.place(), None);
        shown(&mut tab, "", &scored);
        assert_eq!(tab.place(), None, "it is not chosen any more");
    }

    #[test]
    fn a_list_is_stale_until_it_is_of_these_scores_and_this_view() {
        let (mut tab, scored) = (tab(), scored());
        assert!(tab.is_stale(&scored) && tab.keep(&scored) && !tab.keep(&scored));
        tab.settle();
        assert!(!tab.is_stale(&scored) && tab.listing_of(&scored).is_some());
        let other = self::scored();
        assert!(tab.is_stale(&other) && tab.listing_of(&other).is_none());
    }

    #[test]
    fn either_thread_that_breaks_off_is_told_once() {
        let (mut tab, scored) = (tab(), scored());
        shown(&mut tab, "break", &scored);
        assert!(tab.has_failed() && tab.take_failure() && !tab.take_failure());
        shown(&mut tab, "", &scored);
        assert!(!tab.has_failed() && tab.listing().is_some());
        assert!(tab.ask(0));
        tab.settle();
        assert!(!tab.has_failed() && tab.take_failure(), "the list is there all the same");
    }
}
