//! A question to a thread, kept with its newest answer: what a page shows while the next answer is on its way.

use super::background::Background;

/// Whether two questions ask the same: mostly of the same scores, told by their address.
pub trait Same {
    fn is_same(&self, other: &Self) -> bool;
}

pub struct Asked<Question, Answer> {
    worker: Background<Question, Answer>,
    asked: Option<Question>,
    answer: Option<Answer>,
    /// The question that was asked last could not be answered.
    has_failed: bool,
    /// And nobody was told yet.
    is_untold: bool,
}

impl<Question: Same + Clone + Send + 'static, Answer: Send + 'static> Asked<Question, Answer> {
    pub fn new(worker: Background<Question, Answer>) -> Self {
        Self { worker, asked: None, answer: None, has_failed: false, is_untold: false }
    }

    /// Asks, unless it is what was asked last. Answers whether it did.
    pub fn ask(&mut self, question: Question) -> bool {
        if self.asked.as_ref().is_some_and(|asked| asked.is_same(&question)) {
            return false;
        }
        self.asked = Some(question.clone());
        self.has_failed = false;
        self.worker.ask(question);
        true
    }

    /// What was asked last.
    pub fn asked(&self) -> Option<&Question> {
        self.asked.as_ref()
    }

    /// The newest answer, maybe to an older question.
    pub fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// Takes a newer answer, if one is there.
    pub fn take(&mut self) {
        if let Some(answer) = self.worker.take() {
            self.answer = Some(answer);
        }
        if self.worker.take_failure() {
            (self.has_failed, self.is_untold) = (true, true);
        }
    }

    /// Neither the question nor the answer is of use any more.
    pub fn forget(&mut self) {
        self.worker.forget();
        (self.asked, self.answer, self.has_failed, self.is_untold) = (None, None, false, false);
    }

    /// Waits for the answer: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.worker.wait_until_idle();
        self.take();
    }

    /// Whether no answer is to be waited for: the work on the question that was asked last broke off.
    pub fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// Whether the work has broken off since the last call: to be told once.
    pub fn take_failure(&mut self) -> bool {
        std::mem::take(&mut self.is_untold)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    impl Same for u32 {
        fn is_same(&self, other: &Self) -> bool {
            self == other
        }
    }

    fn hundredth() -> Asked<u32, u32> {
        Asked::new(Background::new("test", Arc::new(|| {}), |question: u32| 100 / question))
    }

    #[test]
    fn the_same_is_asked_once_and_its_answer_stays() {
        let mut asked = hundredth();
        assert!(asked.ask(5) && !asked.ask(5));
        asked.settle();
        assert!(asked.ask(10));
        assert_eq!(asked.answer(), Some(&20), "until the next is there");
        asked.settle();
        assert!(!asked.take_failure());
        assert_eq!(asked.answer(), Some(&10));
        asked.forget();
        assert_eq!((asked.answer(), asked.asked()), (None, None));
    }

    #[test]
    fn a_failure_is_told_once_and_over_with_the_next_question() {
        let mut asked = hundredth();
        asked.ask(0);
        asked.settle();
        assert!(asked.has_failed() && asked.take_failure() && !asked.take_failure());
        assert!(!asked.ask(0), "it would fail again");
        assert!(asked.ask(4) && !asked.has_failed());
        asked.settle();
        assert_eq!(asked.answer(), Some(&25));
    }
}
