//! attache: who said what about troops and arms, on whose word.
//!
//! The command line is in [`cli`] (a subcommand leads to the file of that name), what the commands do in
//! the modules beside it, the outside world in [`effects`].

use std::process::ExitCode;

mod adding;
mod answer;
mod asking;
mod bundling;
mod changing;
mod claim_view;
mod cli;
mod collections;
mod contradicting;
mod contradictions_view;
mod credentials;
mod crew;
mod declaring;
mod delivery;
mod demo;
mod drafter;
mod effects;
mod exporting;
mod failure;
mod following;
mod gathering;
mod grading;
mod http;
mod importing;
mod inferring;
mod log_keeping;
mod marked_text;
mod node;
mod palette;
mod partnering;
mod positioning;
mod positions_view;
mod progress;
mod proving;
mod receiving;
mod redeciding;
mod registering;
mod releasing;
mod remote;
mod resolving;
mod reviewing;
mod screen;
mod session;
#[cfg(test)]
mod sim;
mod sourcing;
mod striking;
mod table;
mod transport;
mod visible;
mod weighing;
mod weighing_view;
mod wording;

fn main() -> ExitCode {
    cli::run()
}
