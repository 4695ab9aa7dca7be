//! The end of the exchange demo: what went to whom, and that neither side can rewrite it.

use super::{command, plan::Plan};
use crate::{
    cli::released, demo::station::Station, failure::Failure, node::Node, partnering, proving, screen::Screen,
};

/// What went to whom, and that nobody rewrote it.
pub(super) fn account(screen: &mut Screen, halde: &Station, plan: &Plan) -> Result<(), Failure> {
    screen.heading("6  What went to whom, when, and who fetched it")?;
    command(screen, &format!("attache ask released {}", plan.both.short()))?;
    released::of_claim(screen, &*halde.store, plan.both)?;
    screen.heading("7  Neither side can rewrite it")?;
    command(screen, "attache log verify")?;
    let node = Node::existing(&*halde.store)?;
    let roster = partnering::roster(&*halde.store)?;
    for to in proving::recipients(&roster) {
        let verified = proving::verify(&*halde.store, &node, &roster, &to, None)?;
        let told = verified.faults.first().map_or("every leaf as it was released", String::as_str);
        screen.line(format!("  {to}: {} leaves, {told}", verified.leaves))?;
    }
    Ok(())
}
