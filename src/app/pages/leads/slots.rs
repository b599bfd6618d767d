//! Which columns of a list there is room for, and where each stands: all in one line, or two lines a row where it is narrow.

/// A column that is shown: from where to where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot<Column> {
    pub column: Column,
    pub left: f32,
    pub width: f32,
}

/// How a list is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Slots<Column> {
    /// The columns of each line of a row: one, or two.
    pub lines: Vec<Vec<Slot<Column>>>,
}

impl<Column> Slots<Column> {
    pub fn row_height(&self) -> f32 {
        if self.is_compact() { 48.0 } else { 30.0 }
    }

    pub fn header_height(&self) -> f32 {
        if self.is_compact() { 42.0 } else { 30.0 }
    }

    pub fn is_compact(&self) -> bool {
        self.lines.len() > 1
    }
}

/// A column that may be shown.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<Column> {
    pub column: Column,
    /// What it needs.
    pub least: f32,
    /// Its share of what is left over.
    pub stretch: f32,
    /// The smaller, the longer it stays when it gets narrow.
    pub rank: u8,
    /// What stands below it where a row has two lines.
    pub below: Option<Column>,
}

impl<Column> Wanted<Column> {
    pub const fn new(column: Column, least: f32, stretch: f32, rank: u8) -> Self {
        Self { column, least, stretch, rank, below: None }
    }

    pub const fn over(self, below: Column) -> Self
    where
        Column: Copy,
    {
        Self { below: Some(below), ..self }
    }
}

/// The same, with one that needs more: the names of cells are as long as a model's bands are.
pub fn wider<Column: Copy + PartialEq>(wanted: &[Wanted<Column>], column: Column, by: f32) -> Vec<Wanted<Column>> {
    let more = |wanted: &Wanted<Column>| if wanted.column == column { by } else { 0.0 };
    wanted.iter().map(|wanted| Wanted { least: wanted.least + more(wanted), ..*wanted }).collect()
}

/// The columns that fit, the least important dropped first; the rest share what is left over.
pub fn slots<Column: Copy>(wanted: &[Wanted<Column>], width: f32) -> Slots<Column> {
    let mut kept: Vec<&Wanted<Column>> = wanted.iter().collect();
    let needed = |kept: &[&Wanted<Column>]| kept.iter().map(|wanted| wanted.least).sum::<f32>();
    while kept.len() > 1 && needed(&kept) > width {
        let least_important = kept.iter().map(|wanted| wanted.rank).max();
        kept.retain(|wanted| Some(wanted.rank) != least_important);
    }
    let left_over = (width - needed(&kept)).max(0.0);
    let shares: f32 = kept.iter().map(|wanted| wanted.stretch).sum();
    let mut left = 0.0;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for wanted in kept {
        let width = (wanted.least + left_over * wanted.stretch / shares.max(1.0)).floor();
        first.push(Slot { column: wanted.column, left, width });
        second.extend(wanted.below.map(|column| Slot { column, left, width }));
        left += width;
    }
    Slots { lines: if second.is_empty() { vec![first] } else { vec![first, second] } }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: [Wanted<char>; 3] = [
        Wanted::new('a', 100.0, 2.0, 0).over('A'),
        Wanted::new('b', 60.0, 0.0, 2),
        Wanted::new('c', 50.0, 1.0, 1).over('C'),
    ];

    fn columns(width: f32) -> Vec<Vec<char>> {
        let slots = slots(&WANTED, width);
        slots.lines.iter().map(|line| line.iter().map(|slot| slot.column).collect()).collect()
    }

    #[test]
    fn a_narrow_list_keeps_what_matters_most() {
        assert_eq!(columns(90.0), [vec!['a'], vec!['A']], "one, if nothing else");
        assert_eq!(columns(160.0), [vec!['a', 'c'], vec!['A', 'C']]);
        assert_eq!(columns(210.0), [vec!['a', 'b', 'c'], vec!['A', 'C']]);
        assert_eq!(slots(&WANTED[1..2], 90.0).lines.len(), 1, "nothing stands below");
    }

    #[test]
    fn columns_fill_the_width_without_overlap() {
        for width in [230.0, 640.0, 1472.0] {
            let line = &slots(&WANTED, width).lines[0];
            for pair in line.windows(2) {
                assert!((pair[0].left + pair[0].width - pair[1].left).abs() < 0.01, "{pair:?}");
            }
            let right = line.last().map_or(0.0, |slot| slot.left + slot.width);
            assert!(right <= width && right > width - line.len() as f32, "{right} of {width}");
        }
    }
}
