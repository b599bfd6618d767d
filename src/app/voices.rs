//! Two voices in the window: whose model is scored, and what the teams' disagreements weigh, worked out on a thread of its
//! own. `round.rs` conducts their blind rounds.

use std::sync::Arc;

use super::{
    background::{Background, Wake},
    scored::Scored,
    state::State,
    theme,
};
use crate::{
    lead::Instant,
    model::{
        CriterionId, Model, Team,
        diff::{Aspect, Difference, Subject, diff},
    },
    scoring::{Columns, Summary, contested_from, summary_as_proposed},
};

/// What the window remembers of the two voices. Nothing of it is part of the model.
pub struct Voices {
    /// Who is typing in a blind round; none: everybody looks.
    pub seat: Option<Team>,
    /// Whose model is scored; none: what is agreed.
    pub scored_as: Option<Team>,
    pub(super) contested: ContestedList,
    worker: Background<Arc<Scored>, Arc<Compared>>,
    asked: Option<Arc<Scored>>,
    latest: Option<Arc<Compared>>,
}

/// What the list of contested criteria remembers.
#[derive(Debug, Default)]
pub(super) struct ContestedList {
    /// The row that is open.
    pub chosen: Option<CriterionId>,
    /// Why it is settled as it is: for the log.
    pub reason: String,
    /// The first row is to have the focus as soon as there is one.
    pub wants_focus: bool,
}

impl ContestedList {
    /// Opens a row; what was typed for another is not taken along.
    pub fn choose(&mut self, id: &CriterionId) {
        if self.chosen.as_ref() != Some(id) {
            *self = Self { chosen: Some(id.clone()), ..Self::default() };
        }
    }
}

/// What the teams' proposals do to the leads.
pub struct Compared {
    /// The agreed model that this was worked out for.
    pub model: Model,
    /// How many leads change cell between the two proposals for a contested criterion; the largest effect first.
    pub moves: Vec<(CriterionId, u64)>,
    /// The library as agreed, as marketing and as sales propose; none where both propose what is agreed.
    pub summaries: Option<[Summary; 3]>,
    columns: Arc<Columns>,
    as_of: Instant,
}

impl Voices {
    pub fn new(wake: &Wake) -> Self {
        let mut last: Option<Arc<Compared>> = None;
        let work = move |scored: Arc<Scored>| {
            let answer = Arc::new(compare(&scored, last.as_deref()));
            last = Some(Arc::clone(&answer));
            answer
        };
        Self {
            seat: None,
            scored_as: None,
            contested: ContestedList::default(),
            worker: Background::new("voices", Arc::clone(wake), work),
            asked: None,
            latest: None,
        }
    }

    /// Another model was opened.
    pub fn forget(&mut self) {
        self.seat = None;
        self.scored_as = None;
        self.contested = ContestedList::default();
        self.latest = None;
    }

    /// The newest comparison; it may lag behind the draft.
    pub fn compared(&self) -> Option<&Arc<Compared>> {
        self.latest.as_ref()
    }

    /// Takes what the worker has found and asks for more if there is a newer score. Answers whether the work gave up.
    pub(super) fn keep_up(&mut self, scored: Option<&Arc<Scored>>) -> bool {
        if let Some(compared) = self.worker.take() {
            self.latest = Some(compared);
        }
        // Of a month that is played nobody knows whom a rule matches.
        if let Some(scored) = scored.filter(|scored| scored.has_scores())
            && !self.asked.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, scored))
        {
            self.asked = Some(Arc::clone(scored));
            self.worker.ask(Arc::clone(scored));
        }
        self.worker.take_failure()
    }

    pub fn is_stale(&self) -> bool {
        self.worker.is_busy()
    }

    /// For pictures and tests, never in the window.
    pub(super) fn wait_until_idle(&self) {
        self.worker.wait_until_idle();
    }
}

/// What can be asked of the voices.
impl State {
    /// Scores another model of the three.
    pub fn score_as(&mut self, voice: Option<Team>) {
        match voice {
            Some(team) if !self.document.model.proposes_otherwise(team) => {
                self.tell(tr!("voice-none", team = theme::team_name(team)));
            }
            _ => self.voices.scored_as = voice,
        }
    }

    /// Agreed, marketing, sales, and round again; who proposes nothing else is passed over.
    pub fn score_as_next(&mut self) {
        const ORDER: [Option<Team>; 3] = [None, Some(Team::Marketing), Some(Team::Sales)];
        let model = &self.document.model;
        let place = ORDER.iter().position(|voice| *voice == self.voices.scored_as).unwrap_or(0);
        let mut others = ORDER.iter().cycle().skip(place + 1).take(2).copied();
        match others.find(|voice| voice.is_none_or(|team| model.proposes_otherwise(team))) {
            Some(voice) => self.voices.scored_as = voice,
            None => self.tell(tr!("voice-nobody")),
        }
    }
}

/// Answers from the last answer where nothing that matters has changed.
fn compare(scored: &Scored, last: Option<&Compared>) -> Compared {
    let (model, columns, as_of) = (scored.agreed().clone(), Arc::clone(&scored.columns), scored.as_of);
    let kept = last.filter(|last| {
        Arc::ptr_eq(&last.columns, &columns)
            && last.as_of == as_of
            && diff(&last.model, &model).iter().all(|difference| !matters(difference))
    });
    if let Some(kept) = kept {
        return Compared { model, columns, as_of, moves: kept.moves.clone(), summaries: kept.summaries.clone() };
    }
    let hits = &scored.scores.hits;
    let moves = contested_from(&model, &scored.scores);
    let is_otherwise = Team::ALL.into_iter().any(|team| model.proposes_otherwise(team)) && !columns.is_empty();
    let summaries = is_otherwise.then(|| {
        let [marketing, sales] = Team::ALL.map(|team| summary_as_proposed(&columns, &model, as_of, hits, team));
        [scored.agreed_summary().clone(), marketing, sales]
    });
    Compared { model, moves, summaries, columns, as_of }
}

/// Whether a difference can change what the teams' proposals do: words and promises cannot.
fn matters(difference: &Difference) -> bool {
    let is_of_talk = matches!(
        difference.subject,
        Subject::SignOff { .. } | Subject::Decision { .. } | Subject::Signed { .. } | Subject::Scenario { .. }
    );
    let is_words = matches!(
        difference.aspect,
        Aspect::Name
            | Aspect::About
            | Aspect::Why
            | Aspect::Tone
            | Aspect::Owner
            | Aspect::RespondWithin
            | Aspect::FollowUp
            | Aspect::Action
            | Aspect::WeeklyCapacity
    );
    !is_of_talk && !is_words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::scored::{Question, Scorer},
        lead::Lead,
        model::{Criterion, Proposal, Proposals, Tier, sample},
        scoring::{ColumnsBuilder, Tally},
    };

    /// Everybody matches; marketing would give enough for the best band, sales nothing.
    fn disputed() -> Model {
        let word = |points| Some(Proposal { tier: Tier::Critical, points, reason: String::new() });
        let criterion = Criterion {
            tier: Tier::Critical,
            points: 0,
            proposals: Proposals { marketing: word(80), sales: word(0), blind: false },
            ..sample::criterion("all", "profile")
        };
        Model { criteria: vec![criterion], ..Model::new("test") }
    }

    fn scored(draft: &Model, columns: &Arc<Columns>, voice: Option<Team>) -> Arc<Scored> {
        let (columns, baseline) = (Arc::clone(columns), Arc::new(draft.clone()));
        Scorer::default().answer(Question {
            columns,
            as_of: Instant(0),
            draft: Arc::new(draft.clone()),
            baseline,
            voice,
        })
    }

    #[test]
    fn a_month_that_is_played_is_not_compared_with_the_hits_of_today() {
        use crate::{
            lead::Event,
            model::Rule,
            scoring::{Live, sample::once},
        };

        let (today, then) = (Instant(0), Instant(0).days_earlier(10));
        let mut draft = disputed();
        let mut visited = once("visit");
        visited.within_days = Some(3);
        draft.criteria[0].rule = Rule::Activity(visited);
        draft.criteria[0].category = sample::criterion("all", "activity").category;
        let mut builder = ColumnsBuilder::default();
        let visit = || Event { kind: "visit".to_owned(), at: today.days_earlier(1), detail: None, amount: None };
        builder.extend((0..3).map(|index| Lead { key: index.to_string(), events: vec![visit()], ..Lead::default() }));
        let (columns, draft) = (Arc::new(builder.finish()), Arc::new(draft));
        let ask = |as_of| {
            let (draft, baseline) = (Arc::clone(&draft), Arc::clone(&draft));
            Scorer::default().answer(Question { columns: Arc::clone(&columns), as_of, draft, baseline, voice: None })
        };
        let summary = Live::new(Arc::clone(&columns), &draft, then).summary();
        let month = ask(today).at_month(then, [(Arc::clone(&draft), &summary), (Arc::clone(&draft), &summary)]);
        let mut voices = Voices::new(&(Arc::new(|| {}) as Wake));
        let mut compared = |scored: Arc<Scored>| {
            voices.keep_up(Some(&scored));
            voices.wait_until_idle();
            voices.keep_up(Some(&scored));
            voices.compared().map(|compared| compared.moves.clone())
        };
        assert_eq!(compared(ask(today)), Some(vec![("all".into(), 3)]));
        compared(Arc::new(month));
        assert_eq!(compared(ask(then)), Some(compare(&ask(then), None).moves), "nobody had visited");
        assert_eq!(compared(ask(then)), Some(vec![("all".into(), 0)]));
    }

    fn three_leads() -> Arc<Columns> {
        let mut builder = ColumnsBuilder::default();
        builder.extend((0..3).map(|index| Lead { key: index.to_string(), ..Lead::default() }));
        Arc::new(builder.finish())
    }

    #[test]
    fn a_voice_is_scored_against_what_is_agreed_and_problems_stay_those_of_the_draft() {
        let (draft, columns) = (disputed(), three_leads());
        let (agreed, voice) = (scored(&draft, &columns, None), scored(&draft, &columns, Some(Team::Marketing)));
        assert_eq!(*voice.model, draft.as_proposed(Team::Marketing));
        assert_eq!(voice.agreed(), &draft);
        assert_eq!((voice.summary.cells[0][3].leads, voice.baseline.summary.cells[3][3].leads), (3, 3));
        assert_eq!(voice.problems, agreed.problems);
        let evidence = voice.evidence(&"all".into());
        assert_eq!(evidence, Some(Tally { leads: 3, won: 0, decided: 0 }), "hits are the same in every voice");
        for scored in [agreed, voice] {
            let compared = compare(&scored, None);
            assert_eq!(compared.moves, [("all".into(), 3)]);
            let [agreed, marketing, sales] = compared.summaries.expect("they propose otherwise");
            assert_eq!([&agreed, &marketing, &sales].map(|found| found.cells[0][3].leads), [0, 3, 0]);
        }
    }

    #[test]
    fn words_ask_for_no_new_comparison() {
        let (mut draft, columns) = (disputed(), three_leads());
        let mut first = compare(&scored(&draft, &columns, None), None);
        // Were it worked out anew, this would be gone.
        first.moves.push(("mark".into(), 0));
        draft.criteria[0].name = "Everybody".to_owned();
        let kept = compare(&scored(&draft, &columns, None), Some(&first));
        assert_eq!((kept.moves.len(), kept.model.criteria[0].name.as_str()), (2, "Everybody"));
        draft.criteria[0].proposals.sales = draft.criteria[0].proposals.marketing.clone();
        let anew = compare(&scored(&draft, &columns, None), Some(&kept));
        assert_eq!(anew.moves, [("all".into(), 0)], "both want 80, and 0 stands");
        draft.criteria[0].points = 80;
        let agreed = compare(&scored(&draft, &columns, None), Some(&anew));
        assert!(agreed.moves.is_empty() && agreed.summaries.is_none());
    }
}
