//! What an import costs: makes a CSV file of leads, imports it, and prints how long that took and the most memory held.
//!
//! `benches/import.sh` compares it with `sqlite3`'s own `.import` of the same file in one run.
//!
//! ```text
//! measure_import make FILE ROWS | import FILE LIBRARY | inspect FILE | cancel FILE LIBRARY
//! ```

#![allow(clippy::print_stdout, reason = "it measures, and says what it measured")]

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use tandem::library::{
    ImportRequest, Library, Progress, import,
    import::{Source, inspect},
};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["make", file, rows] => make(file, rows.parse()?),
        ["import", file, library] => timed(|| run(file, library, &Progress::default())),
        ["inspect", file] => timed(|| {
            let inspection = inspect(&[Source::file(file)], None, &Progress::default())?;
            println!("{} rows", inspection.tables[0].rows);
            Ok(())
        }),
        ["cancel", file, library] => cancel(file, library),
        _ => anyhow::bail!("make FILE ROWS | import FILE LIBRARY | inspect FILE | cancel FILE LIBRARY"),
    }
}

fn run(file: &str, library: &str, progress: &Progress) -> anyhow::Result<()> {
    let mut library = Library::open_or_create(&PathBuf::from(library))?;
    let request = ImportRequest { leads: PathBuf::from(file), ..ImportRequest::default() };
    let report = import(&mut library, &request, progress)?;
    println!("{} new leads, {} left out", report.new, report.rejected_count);
    Ok(())
}

fn timed(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let begun = Instant::now();
    work()?;
    println!("{:.2} s, at most {} MB", begun.elapsed().as_secs_f64(), peak().unwrap_or(0));
    Ok(())
}

/// How long an import takes to stop, at ten moments.
fn cancel(file: &str, library: &str) -> anyhow::Result<()> {
    for tenths in 1..=10_u64 {
        let progress = Progress::default();
        let took = thread::scope(|scope| {
            let worker = scope.spawn(|| run(file, library, &progress));
            thread::sleep(Duration::from_millis(tenths * 300));
            let asked = Instant::now();
            progress.cancel();
            let ended = worker.join();
            (asked.elapsed(), matches!(ended, Ok(Err(_))))
        });
        println!(
            "asked after {} ms: stopped within {} ms{}",
            tenths * 300,
            took.0.as_millis(),
            if took.1 { "" } else { " (it was done)" }
        );
        let left = std::path::Path::new(library).exists();
        println!("  {}", if left { "a library is there" } else { "nothing is left" });
    }
    Ok(())
}

/// The most memory that the program has held, in MB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

/// Leads as an export has them: texts of few values and of many, numbers, dates, yes and no, gaps.
fn make(file: &str, rows: u64) -> anyhow::Result<()> {
    const TITLES: [&str; 6] = ["CEO", "Head of Sales", "Engineer", "Marketing Manager", "Student", "Buyer"];
    const TOWNS: [&str; 5] = ["Berlin", "Köln", "São Paulo", "New York", "Tokyo"];
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    writeln!(
        out,
        "Lead ID,Email,First name,Last name,Company,Job title,Town,Employees,Revenue,Visits,Newsletter,Created,Last seen,Source,Remark,Status"
    )?;
    for row in 0..rows {
        // Spread, but the same each time.
        let spread = row.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        let pick = |modulus: u64| (spread / 7 % modulus) as usize;
        let status = ["Open", "Open", "Open", "Closed Won", "Closed Lost"][pick(5)];
        let revenue = if row % 9 == 0 { String::new() } else { format!("{}.{:02}", spread % 900_000, row % 100) };
        writeln!(
            out,
            "L{:09},person.{row}@company{}.example,Name{},Family{},\"Company {}, Inc.\",{},{},{},{revenue},{},{},20{}-{:02}-{:02},20{}-{:02}-{:02},{},\"He said \"\"call me\"\" on day {}\",{status}",
            spread % 1_000_000_000 + row * 1_000,
            spread % 50_000,
            spread % 3_000,
            spread % 9_000,
            spread % 50_000,
            TITLES[pick(6)],
            TOWNS[pick(5)],
            spread % 10_000,
            spread % 60,
            if spread % 3 == 0 { "yes" } else { "no" },
            20 + spread % 6,
            1 + spread % 12,
            1 + spread % 28,
            20 + spread % 6,
            1 + row % 12,
            1 + row % 28,
            ["Web", "Fair", "Referral", "Campaign"][pick(4)],
            row % 365,
        )?;
    }
    out.flush()?;
    Ok(())
}
