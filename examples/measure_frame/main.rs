//! Measures what the window's thread does in a frame.
//!
//! ```text
//! cargo run --release --example measure_frame                    # the Criteria page, with 50 and with 1,000 criteria
//! cargo run --release --example measure_frame -- leads 1000000   # dragging and typing while so many leads are open
//! ```
//!
//! All times are of the processor, of this thread alone (on Linux; elsewhere by the clock): layout, painting, tessellation and
//! what follows a change. Scoring has its own thread. The system's window and graphics card are not part of it.

mod leads;
mod rows;
mod window;

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => rows::measure(),
        ["leads"] => leads::measure(1_000_000),
        ["leads", count] => leads::measure(count.parse().map_err(|_err| "leads takes how many there are to be")?),
        _ => Err("Say nothing, or leads N".into()),
    }
}
