//! What was judged and could be seen otherwise, above the columns: each a line with one click that does the other thing.

use eframe::egui::{self, Align, Layout, Ui};

use super::{
    edit,
    wizard::{Tab, Table, Wizard},
    words,
};
use crate::{
    app::{format, theme, widgets},
    library::import::{GivesAway, Role, TableKind},
};

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Columns that give the outcome away are attributes.
    LeaveOut(Vec<GivesAway>),
    /// So are columns that may, or are a strong sign.
    Doubt(Vec<GivesAway>),
    /// They are left out.
    Take(Vec<GivesAway>),
    /// A column may say how leads ended.
    Outcome(String),
    /// Columns that say yes or no may, if yes means won.
    YesNo(Vec<String>),
    /// No column does; whether there are leads to which these are added.
    NoOutcome(bool),
    /// Columns that nothing in the model asks for are attributes; of how many columns.
    LeaveUnasked(Vec<usize>, usize),
    /// They were left out.
    TakeUnasked(Vec<usize>),
    /// The obvious key was passed over: which, and why.
    Key(String, String),
    /// It was given together with leads, and is neither about them nor about what they did: why it is left out.
    Aside(String),
    /// The rows may be no leads.
    NoLeads,
    /// They are left out for that.
    NoLeadsOut,
}

impl Offer {
    /// What there is to say of a table as it is mapped now; `adds`: there are leads already where it goes.
    pub fn of(table: &Table, adds: bool) -> Vec<Self> {
        let may_be_none = may_be_no_leads(table);
        if !table.is_in {
            let why = table.left_out().filter(|_| !may_be_none);
            return match why {
                Some(why) => vec![Self::Aside(words::plain(table, why))],
                None => {
                    if may_be_none {
                        vec![Self::NoLeadsOut]
                    } else {
                        Vec::new()
                    }
                }
            };
        }
        let role = |name: &str| table.mapping.column(name).map_or(Role::Ignored, |column| column.role);
        let leaks = |role_now: Role| -> Vec<GivesAway> {
            table.leaks.iter().filter(|leak| role(&leak.column) == role_now).cloned().collect()
        };
        let mut offers = Vec::new();
        let (sure, unsure) = leaks(Role::Attribute).into_iter().partition(|leak| leak.is_sure);
        let of_columns = [Self::LeaveOut(sure), Self::Doubt(unsure), Self::Take(leaks(Role::Ignored))];
        offers.extend(of_columns.into_iter().filter(|offer| !offer.leaks().is_empty()));
        offers.extend(Self::of_outcome(table, adds));
        if let Some(passed_over) = &table.inspection.passed_over
            && table.has_guessed_key()
        {
            offers.push(Self::Key(passed_over.column.clone(), passed_over.why.clone()));
        }
        if may_be_none {
            offers.push(Self::NoLeads);
        }
        offers.extend(Self::of_unasked(table));
        offers
    }

    /// Where nothing says how the leads of a table ended: what may, or that nothing does.
    fn of_outcome(table: &Table, adds: bool) -> Option<Self> {
        let is_without = table.is_in && table.mapping.kind == TableKind::Leads && table.outcome().is_none();
        let may = table.inspection.outcome_offers.iter().filter(|_| is_without);
        match may.clone().next() {
            Some(first) if first.is_called_so => Some(Self::Outcome(first.column.clone())),
            Some(_) => Some(Self::YesNo(may.map(|offer| offer.column.clone()).collect())),
            // Of what may be no leads at all it is told with that.
            None => (is_without && !may_be_no_leads(table)).then_some(Self::NoOutcome(adds)),
        }
    }

    /// Among a few columns, those that nothing asks for do no harm.
    fn of_unasked(table: &Table) -> Option<Self> {
        const MANY: usize = 40;
        let taken: Vec<usize> = table.unasked().collect();
        if taken.len() > MANY {
            return Some(Self::LeaveUnasked(taken, table.inspection.columns.len()));
        }
        let is_out = |at: &usize| table.mapping.columns.get(*at).is_some_and(|column| column.role == Role::Ignored);
        let left_out: Vec<usize> = table.left_unasked.iter().copied().filter(is_out).collect();
        (!left_out.is_empty()).then_some(Self::TakeUnasked(left_out))
    }

    fn is_of_outcome(&self) -> bool {
        matches!(self, Self::Outcome(_) | Self::YesNo(_) | Self::NoOutcome(_))
    }

    fn leaks(&self) -> &[GivesAway] {
        match self {
            Self::LeaveOut(leaks) | Self::Doubt(leaks) | Self::Take(leaks) => leaks,
            _ => &[],
        }
    }

    fn text(&self, table: &Table) -> String {
        match self {
            Self::NoLeads => tr!("wizard-no-leads", table = table.name()),
            Self::NoLeadsOut => tr!("wizard-no-leads-are-out", table = table.name()),
            Self::Doubt(leaks) => match leaks.as_slice() {
                [one] => tr!("wizard-leak-may", name = one.column.clone(), figures = one.figures()),
                many => tr!("wizard-leaks-may", count = many.len(), names = names(many)),
            },
            Self::LeaveOut(leaks) => match leaks.as_slice() {
                [one] => tr!("wizard-leak-in", name = one.column.clone(), figures = one.figures()),
                many => tr!("wizard-leaks-in", count = many.len(), names = names(many)),
            },
            Self::Take(leaks) => match leaks.as_slice() {
                [one] => tr!("wizard-leak-out", name = one.column.clone(), figures = one.figures()),
                many => tr!("wizard-leaks-out", count = many.len(), names = names(many)),
            },
            Self::Outcome(name) => {
                let found = table.inspection.columns.iter().find(|column| column.name == *name);
                let values = found.and_then(|found| found.values.as_ref()).into_iter().flatten();
                let values: Vec<String> =
                    values.map(|(value, count)| format!("{value} ({})", format::count(*count))).collect();
                tr!("wizard-outcome-offer", name = name.clone(), values = values.join(", "))
            }
            Self::YesNo(names) => tr!("wizard-yes-no-offer", names = words::one_of(&quoted(names))),
            Self::NoOutcome(false) => tr!("wizard-no-outcome"),
            Self::NoOutcome(true) => tr!("wizard-no-outcome-added"),
            Self::LeaveUnasked(places, all) => {
                let (number, all) = (format::count(places.len() as u64), format::count(*all as u64));
                tr!("wizard-unasked", number = number, all = all)
            }
            Self::TakeUnasked(places) => {
                tr!("wizard-unasked-out", count = places.len(), number = format::count(places.len() as u64))
            }
            Self::Key(name, why) => match table.mapping.of_role(Role::Key) {
                Some(key) => {
                    tr!("wizard-key-offer", key = key.column.clone(), name = name.clone(), why = why.clone())
                }
                None => tr!("wizard-no-key-offer", name = name.clone(), why = why.clone()),
            },
            Self::Aside(why) => why.clone(),
        }
    }

    fn tip(&self, table: &Table) -> String {
        match self {
            Self::LeaveOut(leaks) | Self::Doubt(leaks) | Self::Take(leaks) => {
                let lines = leaks.iter().map(|leak| format!("{}: {}", leak.column, leak.figures()));
                let is_doubt = matches!(self, Self::Doubt(_));
                let about = if is_doubt { tr!("wizard-leak-may-about") } else { tr!("wizard-leak-about") };
                let lines: Vec<String> = lines.chain([about]).collect();
                lines.join("\n")
            }
            Self::LeaveUnasked(places, _) | Self::TakeUnasked(places) => {
                const TIP: usize = 40;
                let columns = places.iter().filter_map(|at| table.inspection.columns.get(*at)).take(TIP);
                let names: Vec<String> = columns.map(|column| column.name.clone()).collect();
                format!("{}\n{}", tr!("wizard-unasked-about"), words::listed(&quoted(&names)))
            }
            _ => self.text(table),
        }
    }

    /// `None`: there is nothing to be done about it here.
    fn button(&self, table: &Table) -> Option<String> {
        Some(match self {
            Self::NoOutcome(_) => return None,
            Self::YesNo(names) => match names.as_slice() {
                [one] => tr!("wizard-outcome-take", name = one.clone()),
                _ => tr!("wizard-yes-no-take"),
            },
            Self::LeaveUnasked(places, _) => tr!("wizard-leak-may-leave", count = places.len()),
            Self::TakeUnasked(places) => tr!("wizard-unasked-take", count = places.len()),
            Self::Aside(_) => tr!("wizard-aside-take", kind = words::kind(table.mapping.kind)),
            Self::LeaveOut(_) => tr!("wizard-leak-leave"),
            Self::Doubt(leaks) => tr!("wizard-leak-may-leave", count = leaks.len()),
            Self::Take(_) => tr!("wizard-leak-take"),
            Self::Outcome(name) => tr!("wizard-outcome-take", name = name.clone()),
            Self::Key(name, _) => tr!("wizard-key-take", name = name.clone()),
            Self::NoLeads => tr!("wizard-no-leads-out"),
            Self::NoLeadsOut => tr!("wizard-no-leads-in"),
        })
    }

    /// Does the other thing.
    fn take(&self, wizard: &mut Wizard, index: usize) {
        let Some(table) = wizard.tables.get_mut(index) else { return };
        match self {
            Self::LeaveOut(leaks) | Self::Doubt(leaks) => {
                leaks.iter().for_each(|leak| set_role(table, &leak.column, Role::Ignored));
            }
            Self::Take(leaks) => leaks.iter().for_each(|leak| set_role(table, &leak.column, Role::Attribute)),
            Self::LeaveUnasked(places, _) => {
                places.iter().for_each(|at| set_role_at(table, *at, Role::Ignored));
                table.left_unasked.clone_from(places);
            }
            Self::TakeUnasked(places) => places.iter().for_each(|at| set_role_at(table, *at, Role::Attribute)),
            Self::Outcome(name) => {
                set_role(table, name, Role::Outcome);
                wizard.view.tab = Tab::Outcome;
            }
            Self::YesNo(names) => {
                wizard.view.tab = Tab::Outcome;
                let [one] = names.as_slice() else { return };
                set_role(table, one, Role::Outcome);
            }
            Self::NoOutcome(_) => return,
            Self::Key(name, _) => set_role(table, name, Role::Key),
            Self::Aside(_) => table.is_in = true,
            Self::NoLeads => return wizard.set_kind(index, None),
            Self::NoLeadsOut => return wizard.set_kind(index, Some(TableKind::Leads)),
        }
        wizard.edited();
    }
}

/// Says of a column by its name what it is.
pub fn set_role(table: &mut Table, name: &str, role: Role) {
    let at = table.inspection.columns.iter().position(|column| column.name == name);
    at.into_iter().for_each(|at| set_role_at(table, at, role));
}

fn set_role_at(table: &mut Table, at: usize, role: Role) {
    if let Some(found) = table.inspection.columns.get(at) {
        edit::set_role(&mut table.mapping, at, role, found);
    }
}

fn names(leaks: &[GivesAway]) -> String {
    let names: Vec<String> = leaks.iter().map(|leak| leak.column.clone()).collect();
    words::listed(&quoted(&names))
}

fn quoted(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("“{name}”")).collect()
}

fn may_be_no_leads(table: &Table) -> bool {
    table.inspection.may_be_no_leads && table.mapping.kind == TableKind::Leads && table.outcome().is_none()
}

/// All that there is to say of the table that is shown.
pub fn show(ui: &mut Ui, wizard: &mut Wizard) {
    let index = wizard.view.table;
    let Some(table) = wizard.tables.get(index) else { return };
    // The tab on outcomes offers those columns, and more, by itself.
    let is_there = |offer: &Offer| wizard.view.tab == Tab::Outcome && offer.is_of_outcome();
    let offers = Offer::of(table, adds(wizard)).into_iter().filter(|offer| !is_there(offer)).collect();
    lines_ui(ui, wizard, index, offers);
}

/// Where no outcome comes in, whichever table it is that has none.
pub fn show_outcomes(ui: &mut Ui, wizard: &mut Wizard) {
    for index in 0..wizard.tables.len() {
        let offer = wizard.tables.get(index).and_then(|table| Offer::of_outcome(table, adds(wizard)));
        lines_ui(ui, wizard, index, offer.into_iter().collect());
    }
}

fn adds(wizard: &Wizard) -> bool {
    wizard.into.leads.is_some_and(|leads| leads > 0)
}

fn lines_ui(ui: &mut Ui, wizard: &mut Wizard, index: usize, offers: Vec<Offer>) {
    let mut taken = None;
    for offer in offers {
        let Some(table) = wizard.tables.get(index) else { return };
        let Some(button) = offer.button(table) else {
            ui.add(egui::Label::new(theme::second(ui, &offer.text(table))).wrap());
            continue;
        };
        if line_ui(ui, table, &offer, &button) {
            taken = Some(offer);
        }
    }
    if let Some(offer) = taken {
        wizard.view.table = index;
        offer.take(wizard, index);
    }
}

fn line_ui(ui: &mut Ui, table: &Table, offer: &Offer, button: &str) -> bool {
    let theme = theme::of(ui);
    let is_warning = matches!(offer, Offer::LeaveOut(_) | Offer::Doubt(_));
    let (icon, colour) = if is_warning {
        (widgets::Icon::TriangleAlert, theme.warning)
    } else {
        (widgets::Icon::Lightbulb, theme.accent)
    };
    let mut is_taken = false;
    let frame = egui::Frame::new().fill(theme::tint(colour, 0.12)).corner_radius(7);
    frame.inner_margin(egui::Margin::symmetric(10, 3)).show(ui, |ui| {
        let row = egui::vec2(ui.available_width(), 24.0);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            ui.label(theme::icon(icon).color(colour));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                is_taken = widgets::link_button(ui, button).clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(offer.text(table)).truncate()).on_hover_text(offer.tip(table));
                });
            });
        });
    });
    is_taken
}
