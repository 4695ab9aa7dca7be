//! What a change led to, as every command tells it.

use crate::{
    failure::Failure,
    palette::{NOTICE, styled},
    redeciding::Redecided,
    releasing::outgoing::in_short,
    screen::Screen,
    visible::visible_line,
};

/// Tells what was called back, what went out anew, and which proposals fell.
pub(crate) fn print(screen: &mut Screen, done: &Redecided) -> Result<(), Failure> {
    for recall in &done.recalled {
        let told = format!("from {}: {} ({})", recall.to, in_short(&recall.claims), recall.reason);
        screen.line(format!("{} {}", styled(NOTICE, "called back"), visible_line(&told)))?;
    }
    for renewal in &done.renewed {
        screen.line(format!("sent anew to {}: {}", renewal.to, in_short(&renewal.claims)))?;
    }
    for dropped in &done.dropped {
        screen.line(format!(
            "the proposal to release {} to {} fell: what was proposed has changed",
            dropped.claim.short(),
            dropped.to
        ))?;
    }
    Ok(())
}

/// The same as one line of JSON.
pub(crate) fn print_json(screen: &mut Screen, done: &Redecided) -> Result<(), Failure> {
    screen.json(done)
}
