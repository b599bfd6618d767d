//! A thread that always works on the newest question: the window asks, goes on, and takes the answer when it is there.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
};

/// By how much the work is nicer than the window: it gets a third of a core that both want.
#[cfg(target_os = "linux")]
const NICE: i32 = 5;

/// The window comes first. While a million leads are scored afresh all cores are busy, and a frame that begins then would
/// be put off in its middle for longer than it takes.
fn stand_back() {
    // On Linux this is of the calling thread alone. Where it is refused all goes on as before.
    #[cfg(target_os = "linux")]
    let _refused = rustix::process::nice(NICE);
}

/// The same of the threads that share the work among the cores; to be called before any of it begins.
pub fn stand_back_together() {
    // Whoever was first has built the pool: a second window of the same process, or a test.
    let _built = rayon::ThreadPoolBuilder::new().start_handler(|_| stand_back()).build_global();
}

/// Called on the worker's thread when an answer is there, to wake the window.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Latest wins: a question that was not begun when a newer one comes is never answered.
pub struct Background<Question, Answer> {
    shared: Arc<Shared<Question, Answer>>,
}

struct Shared<Question, Answer> {
    state: Mutex<State<Question, Answer>>,
    changed: Condvar,
}

struct State<Question, Answer> {
    question: Option<Question>,
    working: bool,
    answer: Option<Answer>,
    /// The work gave up on a question, or there is no thread to work.
    failed: bool,
    /// What is under way is of no use any more, and neither is what was kept for it.
    forgotten: bool,
    closed: bool,
}

impl<Question, Answer> Shared<Question, Answer> {
    fn lock(&self) -> MutexGuard<'_, State<Question, Answer>> {
        // Nothing is done under the lock that could leave the state half-written.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<Question, Answer>>) -> MutexGuard<'a, State<Question, Answer>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

impl<Question: Send + 'static, Answer: Send + 'static> Background<Question, Answer> {
    /// Starts the thread. `work` may keep what it learns from one question to the next.
    pub fn new(name: &str, wake: Wake, mut work: impl FnMut(Question) -> Answer + Send + 'static) -> Self {
        Self::keeping(name, wake, || (), move |(), question| work(question))
    }

    /// As [`Self::new`], with what is kept from one question to the next in the thread's hands, so that it can be told to let
    /// go of it.
    pub fn keeping<Kept>(
        name: &str,
        wake: Wake,
        begin: impl Fn() -> Kept + Send + 'static,
        mut work: impl FnMut(&mut Kept, Question) -> Answer + Send + 'static,
    ) -> Self {
        let state =
            State { question: None, working: false, answer: None, failed: false, forgotten: false, closed: false };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
        let of_thread = Arc::clone(&shared);
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || {
            stand_back();
            let mut kept = begin();
            while let Some(asked) = of_thread.next() {
                let Some(question) = asked else {
                    kept = begin();
                    of_thread.lock().forgotten = false;
                    of_thread.changed.notify_all();
                    continue;
                };
                // A defect in the work must not leave the window waiting for ever.
                let answer = catch_unwind(AssertUnwindSafe(|| work(&mut kept, question))).ok();
                let mut state = of_thread.lock();
                if !state.forgotten {
                    state.failed |= answer.is_none();
                    state.answer = answer.or(state.answer.take());
                }
                state.working = false;
                drop(state);
                of_thread.changed.notify_all();
                wake();
            }
        });
        if spawned.is_err() {
            let mut state = shared.lock();
            (state.closed, state.failed) = (true, true);
        }
        Self { shared }
    }

    pub fn ask(&self, question: Question) {
        self.shared.lock().question = Some(question);
        self.shared.changed.notify_all();
    }

    /// Gives up what was asked and what was answered, and has the thread let go of what it keeps.
    pub fn forget(&self) {
        let mut state = self.shared.lock();
        (state.question, state.answer, state.forgotten) = (None, None, true);
        // Of a thread that there is not is still to be told.
        state.failed &= state.closed;
        drop(state);
        self.shared.changed.notify_all();
    }

    /// The newest answer, once.
    pub fn take(&self) -> Option<Answer> {
        self.shared.lock().answer.take()
    }

    /// Whether a question could not be answered since the last call, because of a defect or for want of a thread.
    pub fn take_failure(&self) -> bool {
        std::mem::take(&mut self.shared.lock().failed)
    }

    pub fn is_busy(&self) -> bool {
        let state = self.shared.lock();
        !state.closed && (state.working || state.question.is_some())
    }

    /// Waits until nothing is left to do: for pictures and tests, never in the window.
    pub fn wait_until_idle(&self) {
        let mut state = self.shared.lock();
        while !state.closed && (state.working || state.forgotten || state.question.is_some()) {
            state = self.shared.wait(state);
        }
    }
}

impl<Question, Answer> Shared<Question, Answer> {
    /// The next question, or that what is kept is to be let go; `None` in the end.
    fn next(&self) -> Option<Option<Question>> {
        let mut state = self.lock();
        loop {
            if state.closed {
                return None;
            }
            if state.forgotten {
                return Some(None);
            }
            if let Some(question) = state.question.take() {
                state.working = true;
                return Some(Some(question));
            }
            state = self.wait(state);
        }
    }
}

impl<Question, Answer> Drop for Background<Question, Answer> {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_all();
    }
}

/// Takes what is large and of no use any more: to give its memory back to the system takes milliseconds, which no frame has.
pub struct Bin<Thing> {
    sender: mpsc::Sender<Thing>,
}

impl<Thing: Send + 'static> Bin<Thing> {
    pub fn new(name: &str) -> Self {
        let (sender, receiver) = mpsc::channel();
        // Without a thread the channel is closed, and things go where they are put.
        let _thread = thread::Builder::new().name(name.to_owned()).spawn(move || receiver.into_iter().for_each(drop));
        Self { sender }
    }

    pub fn put(&self, thing: Thing) {
        let _closed = self.sender.send(thing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_waiting_question_is_answered() {
        let (begun, has_begun) = mpsc::channel();
        let (go, may_go) = mpsc::channel::<()>();
        let background = Background::new("test", Arc::new(|| {}), move |question: u32| {
            begun.send(question).expect("the test listens");
            may_go.recv().expect("the test answers");
            question * 10
        });
        background.ask(1);
        assert_eq!(has_begun.recv(), Ok(1));
        background.ask(2);
        background.ask(3);
        go.send(()).expect("the worker listens");
        assert_eq!(has_begun.recv(), Ok(3), "2 was overtaken");
        go.send(()).expect("the worker listens");
        background.wait_until_idle();
        assert_eq!(background.take(), Some(30));
        assert_eq!(background.take(), None, "an answer is taken once");
        assert!(!background.is_busy());
    }

    #[test]
    fn what_is_forgotten_is_neither_answered_nor_kept() {
        let (begun, has_begun) = mpsc::channel();
        let (go, may_go) = mpsc::channel::<()>();
        let kept = Arc::new(());
        let of_thread = Arc::clone(&kept);
        let work = move |held: &mut Vec<Arc<()>>, question: u32| {
            held.push(Arc::clone(&of_thread));
            begun.send(question).expect("the test listens");
            may_go.recv().expect("the test answers");
            held.len()
        };
        let background = Background::keeping("test", Arc::new(|| {}), Vec::new, work);
        background.ask(1);
        assert_eq!(has_begun.recv(), Ok(1));
        background.ask(2);
        background.forget();
        assert!(background.is_busy(), "the first is under way");
        background.ask(3);
        go.send(()).expect("the worker listens");
        assert_eq!(has_begun.recv(), Ok(3), "2 was given up");
        assert_eq!((Arc::strong_count(&kept), background.take()), (3, None), "what was kept for 1 is gone");
        go.send(()).expect("the worker listens");
        background.wait_until_idle();
        assert_eq!(background.take(), Some(1));
        background.forget();
        background.wait_until_idle();
        assert_eq!((Arc::strong_count(&kept), background.take()), (2, None));
    }

    #[test]
    fn a_question_that_breaks_the_work_is_reported_and_the_next_one_is_answered() {
        let background = Background::new("test", Arc::new(|| {}), |question: u32| 100 / question);
        background.ask(0);
        background.wait_until_idle();
        assert!(background.take().is_none());
        assert!(background.take_failure());
        background.ask(5);
        background.wait_until_idle();
        assert_eq!(background.take(), Some(20));
        assert!(!background.take_failure());
    }

    #[test]
    fn what_is_thrown_away_goes_on_another_thread() {
        struct Large(mpsc::Sender<thread::ThreadId>);
        impl Drop for Large {
            fn drop(&mut self) {
                self.0.send(thread::current().id()).expect("the test listens");
            }
        }
        let (sender, receiver) = mpsc::channel();
        let bin = Bin::new("test");
        bin.put(Large(sender));
        assert_ne!(receiver.recv().expect("it goes"), thread::current().id());
    }
}
