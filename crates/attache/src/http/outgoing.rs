//! Pages as they go out: from memory where one stands there, else made and kept; and the page that a reader will ask
//! for next made ready while it reads this one.

use std::sync::Arc;

use attache_stix::envelope;
use attache_store::{Edge, Sheet};
use bytes::{Buf as _, Bytes};

use super::{
    asking::Asked, page_cache::Rendered, refusal::Refusal, service::Service, session::PartnerSession,
    visible_collection::VisibleCollection,
};

/// Room for what stands before the objects of an envelope: `more`, and a cursor of 39 characters.
pub(super) const HEAD: usize = 96;

/// The page, if it is kept and nothing was committed since the session began: then the partner may still see the
/// collection, the collection stands where it stood, and nothing need be read or written down.
pub(super) fn at_hand(
    service: &Service,
    visible: &VisibleCollection<'_>,
    asked: &Asked<'_>,
) -> Option<Rendered> {
    let edge = visible.session().known().edge(visible.id())?;
    service.pages.get(&asked.key(), &edge).filter(|page| page.owed.is_none())
}

/// The page: kept, or made now. What it owes to the delivery ledger is written down by whoever sends it.
pub(super) fn page(
    service: &Service,
    visible: &VisibleCollection<'_>,
    asked: &Asked<'_>,
) -> Result<Rendered, Refusal> {
    // Before the page is read: what is added meanwhile makes the next request read again.
    let edge = visible.session().known().edge_in(service, visible.id())?;
    let keeps = service.pages.keeps() && asked.is_plain();
    if !keeps {
        return Ok(enveloped(service, visible, asked, asked.sheet(service, None, HEAD)?, edge));
    }
    let key = asked.key();
    if let Some(page) = service.pages.get(&key, &edge) {
        return Ok(page);
    }
    // Whoever makes it already is waited for.
    let _turn = service.pages.turn(&key);
    if let Some(page) = service.pages.get(&key, &edge) {
        return Ok(page);
    }
    let page = enveloped(service, visible, asked, asked.sheet(service, None, HEAD)?, edge);
    if page.dates.is_some() {
        service.pages.put(key, page.clone());
    }
    Ok(page)
}

/// The envelope around the objects of a sheet, which stay where they are.
pub(super) fn enveloped(
    service: &Service,
    visible: &VisibleCollection<'_>,
    asked: &Asked<'_>,
    sheet: Sheet,
    edge: Edge,
) -> Rendered {
    let (any, dates, more) = (!sheet.places.is_empty(), sheet.ends(), sheet.more);
    let next = dates.filter(|_| more).and_then(|(_, last)| asked.next_after(service, last));
    let head = envelope::head(any, more, next.as_deref());
    let mut bytes = sheet.bytes;
    bytes.extend_from_slice(envelope::tail(any));
    let unused = HEAD.checked_sub(head.len());
    match unused {
        Some(unused) => bytes.iter_mut().skip(unused).zip(&head).for_each(|(to, from)| *to = *from),
        // No head is that long. If one were, the objects would be moved.
        None => drop(bytes.splice(..HEAD, head)),
    }
    let mut body = Bytes::from(bytes);
    body.advance(unused.unwrap_or_default());
    let owed = (any && visible.is_outbox()).then(|| sheet.places.into());
    Rendered { body, dates, more, edge, owed }
}

/// Makes the page ready that follows this one, on a thread of its own, where there is one to spare. It goes nowhere
/// before it is asked for, and then only to whoever may see it then.
pub(super) fn make_next_ready(
    service: &Arc<Service>,
    session: &PartnerSession,
    asked: &Asked<'_>,
    page: &Rendered,
) {
    let Some((_, last)) = page.dates.filter(|_| page.more && service.pages.keeps() && asked.is_plain())
    else {
        return;
    };
    let next = asked.after(last);
    if service.pages.get(&next.key(), &page.edge).is_some() {
        return;
    }
    let (filters, limit, id) = (next.filters().clone(), next.limit, next.collection());
    let session = session.clone();
    service.beside(move |service| {
        let visible = session.collection(service, &id.to_string())?;
        let asked = Asked::at(&visible, "objects".to_owned(), filters, limit, last);
        self::page(service, &visible, &asked).map(drop)
    });
}
