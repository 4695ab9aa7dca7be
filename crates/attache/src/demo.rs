//! The demo.
use crate::{failure::Failure, session::Session};
/// Runs it.
pub(crate) fn run(session: &mut Session) -> Result<(), Failure> {
    session.screen.line("demo")
}
