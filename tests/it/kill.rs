//! The program is killed while it edits, journals and saves, a hundred times at random moments. After each, the file is the
//! old model or the new one, whole, and the journal gives back what was journaled.
//!
//! The child is this very test binary: the test `the_child` acts only when it is told where.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use tandem::{
    app::{journal::Pace, state::State},
    model::{Model, file},
};

use crate::harness::state_in;

const WHERE: &str = "TANDEM_KILL_TEST";
const KILLS: u32 = 100;

fn model_file(folder: &Path) -> PathBuf {
    folder.join("models/model.ron")
}

/// The number of the edit that a model was left with: the child counts in the points of the bands and in the name.
fn version(model: &Model) -> u64 {
    let number = model.name.strip_prefix("Edit ").expect("a name by the child").parse().expect("a number");
    assert_eq!(model.about.lines().count() as u64, number % 50, "the parts of a model belong together");
    number
}

fn edit(model: &mut Model, number: u64) {
    model.name = format!("Edit {number}");
    model.about = "A line that makes the file longer and shorter\n".repeat((number % 50) as usize);
}

/// Edits, journals and saves as fast as it can, and says what it has done.
#[test]
fn the_child() {
    let Some(folder) = std::env::var_os(WHERE).map(PathBuf::from) else { return };
    let mut state = state_in(&folder);
    state.modal = None;
    state.journal.set_pace(Pace { write: Duration::from_millis(4), retry: Duration::from_millis(4) });
    match state.journal.offers().first().map(|offer| offer.id().to_owned()) {
        Some(offer) => state.take_up(&offer),
        None => state.open_model(&model_file(&folder)),
    }
    let mut out = std::io::stdout();
    let mut say = |what: &str, number: u64| {
        // At once: what is not said before the kill was never claimed.
        writeln!(out, "\n{what} {number}").and_then(|()| out.flush()).expect("somebody listens");
    };
    let begin = version(&state.document.model);
    say("begun", begin);
    // Which edit each order to the journal was for.
    let mut orders: Vec<(u64, u64)> = Vec::new();
    for number in begin + 1.. {
        edit(&mut state.document.model, number);
        state.keep_journal();
        orders.push((state.journal.progress().0, number));
        say("edited", number);
        if number.is_multiple_of(5) {
            assert!(state.save_to(&model_file(&folder)), "{:?}", state.notices);
            say("saved", number);
            state.keep_journal();
        }
        let done = state.journal.progress().1;
        if let Some((_, journaled)) = orders.iter().rev().find(|(order, _)| *order <= done) {
            say("journaled", *journaled);
        }
        orders.retain(|(order, _)| *order > done);
        thread::sleep(Duration::from_millis(fastrand::u64(0..3)));
    }
}

/// What a child has claimed so far.
#[derive(Clone, Copy, Debug, Default)]
struct Claims {
    begun: u64,
    edited: u64,
    journaled: u64,
    saved: u64,
}

fn start(folder: &Path) -> (Child, Arc<Mutex<Claims>>, thread::JoinHandle<()>) {
    let mut child = Command::new(std::env::current_exe().expect("this binary"))
        .args(["kill::the_child", "--exact", "--nocapture", "--test-threads=1"])
        .env(WHERE, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("a child");
    let out = BufReader::new(child.stdout.take().expect("its output"));
    let claims = Arc::new(Mutex::new(Claims::default()));
    let shared = Arc::clone(&claims);
    let reader = thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            let Some((what, number)) = line.split_once(' ') else { continue };
            let Ok(number) = number.parse() else { continue };
            let mut claims = shared.lock().expect("unbroken");
            match what {
                "begun" => claims.begun = number,
                "edited" => claims.edited = number,
                "journaled" => claims.journaled = number,
                "saved" => claims.saved = number,
                _ => {}
            }
        }
    });
    (child, claims, reader)
}

/// Lets a child work for a random time and kills it; answers all that it claimed.
fn run_and_kill(folder: &Path) -> Claims {
    let (mut child, claims, reader) = start(folder);
    // From its first edit on: a busy machine takes its time to start a process.
    while claims.lock().expect("unbroken").edited == 0 {
        assert!(child.try_wait().expect("asked").is_none(), "the child ended by itself");
        thread::sleep(Duration::from_millis(2));
    }
    thread::sleep(Duration::from_micros(fastrand::u64(0..60_000)));
    child.kill().expect("killed");
    child.wait().expect("ended");
    // What it said until then is still in the pipe.
    reader.join().expect("read to the end");
    let claims = claims.lock().expect("unbroken");
    *claims
}

/// What a start after the kill would offer; without a trace, for the next child to find it.
fn offered(folder: &Path) -> Option<u64> {
    let state: State = state_in(folder);
    let errors: Vec<_> = state.notices.iter().filter(|notice| notice.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(state.journal.offers().len() <= 1, "one window, one journal");
    state.journal.offers().first().map(|offer| version(&offer.entry.draft))
}

#[test]
fn nothing_that_was_saved_or_journaled_is_lost_to_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = model_file(folder.path());
    fs::create_dir(path.parent().expect("a folder")).expect("made");
    let mut first = Model::new("x");
    edit(&mut first, 0);
    file::save(&path, &first).expect("saved");

    let (mut in_file, mut from_journal, mut while_saving) = (0, 0, 0);
    for round in 0..KILLS {
        let claims = run_and_kill(folder.path());
        let saved = version(&file::load(&path).unwrap_or_else(|err| panic!("round {round}: {err}")));
        let context = format!("round {round}: {claims:?}, the file has {saved}, before it had {in_file}");
        assert!(saved >= in_file.max(claims.saved), "an older model is back; {context}");
        assert!(saved <= claims.edited + 1 && saved.is_multiple_of(5), "a model that was never saved; {context}");
        let back = offered(folder.path());
        let newest = back.unwrap_or(saved);
        assert!(newest >= claims.journaled.max(saved), "journaled work is lost, {back:?} is offered; {context}");
        assert!(newest >= claims.begun, "what was taken up is lost again, {back:?} is offered; {context}");
        assert!(newest <= claims.edited + 1, "work that was never done, {back:?}; {context}");
        while_saving += u32::from(saved > claims.saved.max(in_file));
        from_journal += u32::from(back.is_some());
        in_file = saved;
    }
    eprintln!(
        "of {KILLS} kills {while_saving} met a save before it was reported; {from_journal} times work was offered"
    );
    assert!(from_journal > 0, "kills that never meet unsaved work prove nothing");

    // What the kills left behind is known for what it is, and swept once nobody can be writing it.
    let is_temporary = |name: &str| name.starts_with(".tandem-") && name.ends_with(".tmp");
    let names = || -> Vec<(PathBuf, String)> {
        let entries = fs::read_dir(path.parent().expect("a folder")).expect("read").flatten();
        entries.map(|entry| (entry.path(), entry.file_name().to_string_lossy().into_owned())).collect()
    };
    for (file, name) in names() {
        assert!(is_temporary(&name) || name == "model.ron" || name == "model.ron.bak", "{name}");
        if is_temporary(&name) {
            let old = std::time::SystemTime::now() - Duration::from_secs(2 * 60 * 60);
            fs::File::options().append(true).open(file).and_then(|file| file.set_modified(old)).expect("aged");
        }
    }
    edit(&mut first, 1);
    file::save(&path, &first).expect("saved");
    assert!(names().iter().all(|(_, name)| !is_temporary(name)), "{:?}", names());
}
