//! What the credit lines of its article add to a report.

use crate::{origin::OriginId, reliance::Reliance};

use super::{
    super::names::{Names, Who},
    Placed, Rest, rest_on,
};

/// What a line at the head or foot of the article adds. A report in the outlet's own words rests on whom the line
/// credits; on all of them jointly where it credits several. One that names its source is taken to have come through
/// whom the line credits, whatever other agency it passes: the line does not say which parts of the text it means, and a
/// product that is longer than it should be makes no origin. A ministry that publishes under its own name has its word
/// from itself.
pub(super) fn credit(placed: &mut Placed<'_>, names: &Names<'_>, reliance: &Reliance) {
    let may_rest = matches!(placed.rest, Rest::OwnWord | Rest::Named(_));
    if !may_rest || !OriginId::carries(placed.report.chain.outlet().kind) {
        return;
    }
    for credit in reliance.credited_by(placed.report.article) {
        let Some(known) = names.get(&credit.outlet) else { continue };
        let Who::Origin(origin) = known.who else { continue };
        if origin == placed.outlet {
            continue;
        }
        match &mut placed.rest {
            Rest::Named(named) => named.carriers.push(origin),
            rest => {
                *rest = rest_on(&credit.outlet, known);
                placed.face = Some(known.identity);
                placed.credited = Some(credit.id());
            }
        }
    }
}
