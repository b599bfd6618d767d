//! Going to a place in the model, wherever it is edited: from the palette, from a problem, by F8.

use super::{
    commands::Command,
    modals::{Modal, SettingsForm, SettingsSection},
    pages::leads::Tab,
    state::{Page, State},
};
use crate::model::{
    Axis, BandId, CategoryId, CriterionId, Model, RouteId,
    check::{Part, Place, Problem},
    diff::{Aspect, Subject},
};

/// Where something is edited by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    Criterion(CriterionId),
    /// In the menu of an axis.
    Category(CategoryId),
    Settings(SettingsSection),
    Bands(Axis),
    Cell(BandId, BandId),
    Route(RouteId),
    Page(Page),
    /// A tab of the page of leads.
    Leads(Tab),
    /// A field of the library.
    Field(String),
}

impl Destination {
    pub fn of(problem: &Problem) -> Self {
        match &problem.place {
            Place::Model => Self::Page(Page::Criteria),
            Place::Part(part) => match part {
                Part::Name => Self::Settings(SettingsSection::About),
                Part::Tiers => Self::Settings(SettingsSection::Tiers),
                Part::Weights => Self::Settings(SettingsSection::Combined),
                Part::Cold => Self::Settings(SettingsSection::Cold),
                Part::Stages => Self::Settings(SettingsSection::Stages),
                Part::Accounts => Self::Settings(SettingsSection::Accounts),
                Part::Flames => Self::Bands(Axis::Engagement),
                Part::Disqualified => Self::Page(Page::Matrix),
                Part::Scenarios => Self::Page(Page::WhatIf),
                Part::TestLeads => Self::Leads(Tab::TestLeads),
                Part::Personas => Self::Leads(Tab::Sandbox),
            },
            Place::Criterion(id) => Self::Criterion(id.clone()),
            Place::Category(id) => Self::Category(id.clone()),
            // What an axis lacks here is a criterion, not a band.
            Place::Axis(_) if problem.code == "no-negatives" => Self::Page(Page::Criteria),
            Place::Axis(axis) | Place::Band(axis, _) => Self::Bands(*axis),
            Place::Cell(fit, engagement) => Self::Cell(fit.clone(), engagement.clone()),
            Place::Route(id) => Self::Route(id.clone()),
        }
    }
}

impl Destination {
    /// Where what differs is edited; `None` if the draft does not have it any more, or keeps it for itself.
    pub fn of_subject(draft: &Model, subject: &Subject, aspect: Aspect) -> Option<Self> {
        let settings = |section| Some(Self::Settings(section));
        match subject {
            Subject::Criterion { id, .. } => draft.criterion(id).map(|_| Self::Criterion(id.clone())),
            Subject::Category { id, .. } => draft.category(id).map(|_| Self::Category(id.clone())),
            Subject::Axis(axis) | Subject::Band { axis, .. } => Some(Self::Bands(*axis)),
            Subject::Cell { fit, engagement, .. } => {
                let there = draft.fit.bands.iter().any(|band| band.id == *fit)
                    && draft.engagement.bands.iter().any(|band| band.id == *engagement);
                there.then(|| Self::Cell(fit.clone(), engagement.clone()))
            }
            Subject::Route { id, .. } => draft.route(id).map(|_| Self::Route(id.clone())),
            Subject::Stage { .. } => settings(SettingsSection::Stages),
            Subject::SignOff { .. } | Subject::Signed { .. } | Subject::Decision { .. } => {
                Some(Self::Page(Page::Agreement))
            }
            Subject::Scenario { .. } => Some(Self::Page(Page::WhatIf)),
            Subject::TestLead { .. } | Subject::Segment { .. } => Some(Self::Leads(Tab::TestLeads)),
            Subject::Persona { .. } => Some(Self::Leads(Tab::Sandbox)),
            Subject::Model => match aspect {
                Aspect::Weights => settings(SettingsSection::Combined),
                Aspect::TierRange(_) => settings(SettingsSection::Tiers),
                Aspect::ColdAfterDays => settings(SettingsSection::Cold),
                Aspect::Interesting => settings(SettingsSection::Moments),
                Aspect::AccountRollUp | Aspect::AccountLeads => settings(SettingsSection::Accounts),
                Aspect::DisqualifiedRoute => Some(Self::Page(Page::Matrix)),
                Aspect::FreeDomains | Aspect::DisposableDomains => settings(SettingsSection::Domains),
                Aspect::Flames => Some(Self::Bands(Axis::Engagement)),
                _ => settings(SettingsSection::About),
            },
        }
    }
}

impl State {
    /// Opens the model's settings where a subject of them stands.
    pub fn open_settings(&mut self, section: SettingsSection) {
        self.raise(Modal::Settings(SettingsForm::at(&self.document.model, section)));
    }

    /// Shows where something is edited: a criterion with its rule open, a category in the menu of its axis.
    pub fn go(&mut self, to: Destination) {
        let page = match to {
            Destination::Criterion(id) if self.document.model.criterion(&id).is_none() => {
                return self.complain(tr!("criterion-gone"));
            }
            Destination::Criterion(id) => {
                self.pages.criteria.reveal(id);
                Page::Criteria
            }
            Destination::Category(id) => {
                let axis = self.document.model.category(&id).map_or(Axis::Fit, |category| category.axis);
                self.pages.wanted_category = Some((axis, id));
                Page::Criteria
            }
            Destination::Settings(section) => return self.open_settings(section),
            Destination::Bands(axis) => {
                self.pages.matrix.choose_bands(axis);
                Page::Matrix
            }
            Destination::Cell(fit, engagement) => {
                self.pages.matrix.choose_cell(fit, engagement);
                Page::Matrix
            }
            Destination::Route(id) => {
                self.pages.matrix.choose_route(id);
                Page::Matrix
            }
            Destination::Page(page) => page,
            Destination::Leads(tab) => {
                self.pages.leads.tab = tab;
                Page::Leads
            }
            Destination::Field(name) => {
                self.pages.library.show_field(&name);
                Page::Library
            }
        };
        self.ask(Command::GoTo(page));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Weights, check::check};

    /// The destinations of what is wrong with a new model once it is changed.
    fn destinations(code: &str, change: impl FnOnce(&mut Model)) -> Vec<Destination> {
        let mut model = Model::new("test");
        change(&mut model);
        let problems = check(&model, None);
        let of_code = problems.iter().filter(|problem| problem.code == code);
        of_code.map(Destination::of).collect()
    }

    #[test]
    fn each_problem_leads_to_where_it_is_mended() {
        let settings = |section| vec![Destination::Settings(section)];
        let tiers = destinations("bounds-reversed", |model| model.tiers.critical.least = 99);
        assert_eq!(tiers, settings(SettingsSection::Tiers));
        let weights = destinations("out-of-limits", |model| model.combined = Weights { fit: 0, engagement: 0 });
        assert_eq!(weights, settings(SettingsSection::Combined));
        let cold = destinations("out-of-limits", |model| model.cold_after_days = 0);
        assert_eq!(cold, settings(SettingsSection::Cold));
        assert_eq!(destinations("empty-name", |model| model.name.clear()), settings(SettingsSection::About));
        let reversed = destinations("bounds-reversed", |model| model.engagement.range.least = 200);
        assert_eq!(reversed, [Destination::Bands(Axis::Engagement)]);
        let category = destinations("empty-name", |model| model.categories[1].name.clear());
        assert_eq!(category, [Destination::Category("activity".into())]);
        let route = destinations("route-without-owner", |model| model.routes[0].owner = None);
        assert_eq!(route, [Destination::Route("sales-now".into())]);
        let gone = destinations("unknown-route", |model| model.matrix.disqualified = "gone".into());
        assert_eq!(gone, [Destination::Page(Page::Matrix)]);
        let lacking = destinations("no-negatives", |_| {});
        assert!(lacking.iter().all(|place| *place == Destination::Page(Page::Criteria)), "{lacking:?}");
    }
}
