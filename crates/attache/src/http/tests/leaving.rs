//! Who may read is asked again after the reading, and what may be out is decided again when a day begins.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use attache_core::{
    partner::Partner,
    record::{Happening, NewRecord},
};
use attache_store::Store;
use http::StatusCode;
use jiff::Timestamp;

use super::desk::{Desk, Seeded, identity, note};
use crate::{
    effects::Clock,
    http::{Limits, Service, router},
};

/// A clock that records, at one of its looks, that harbour has left its group: as another process would.
struct Leaving {
    store: Arc<dyn Store>,
    looks: AtomicI64,
    from: i64,
}

impl Clock for Leaving {
    fn now(&self) -> Timestamp {
        // Each look is a moment of its own: what is recorded twice at the same moment is recorded once.
        let looks = self.looks.load(Ordering::SeqCst);
        let at = Timestamp::from_microsecond(1_732_700_000_000_000 + self.from + looks.min(9)).unwrap();
        if self.looks.fetch_sub(1, Ordering::SeqCst) == 0 {
            let partner = Partner {
                id: "harbour".parse().unwrap(),
                name: "harbour".into(),
                country: None,
                groups: BTreeSet::new(),
                holds: BTreeSet::new(),
                identity: Some(identity(1)),
                relays: false,
                verifier: None,
            };
            let what = Happening::PartnerSet { partner: Box::new(partner) };
            self.store.append(&[NewRecord { at, by: "ana".into(), what }]).unwrap();
        }
        at
    }
}

#[tokio::test]
async fn who_leaves_a_group_while_it_is_asking_sees_nothing_of_it() {
    let base = Desk::new();
    base.release("COAST", &[note(1, 1, &identity(9))]);
    let coast = base.outbox("COAST");
    let paths = ["objects/", "manifest/", "log/checkpoint", "log/tile/0/000.p/1"];
    for (number, path) in (1..).zip(paths) {
        base.partner("harbour", &["COAST"], Some(identity(1)), false);
        let (looks, from) = (AtomicI64::new(i64::MAX), number * 100);
        let clock = Arc::new(Leaving { store: Arc::clone(&base.store), looks, from });
        let chance = Arc::new(Seeded::default());
        let service =
            Service::new(Arc::clone(&base.store), clock.clone(), chance, Limits::default()).unwrap();
        let service = Arc::new(service.inline());
        let desk = Desk {
            router: router(Arc::clone(&service)),
            store: Arc::clone(&base.store),
            clock: Arc::clone(&base.clock),
            service,
        };
        let path = format!("/exchange/collections/{coast}/{path}");
        assert_eq!(desk.get("harbour", &path).await.status, StatusCode::OK, "{path}");
        // The third look of a request is the one after it was let in.
        clock.looks.store(2, Ordering::SeqCst);
        let answer = desk.get("harbour", &path).await;
        assert!(clock.looks.load(Ordering::SeqCst) < 0, "it has left");
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let never = desk.get("quarry", &path).await;
        assert_eq!(answer.body, never.body);
    }
}

#[tokio::test]
async fn the_first_request_of_a_day_has_it_decided_again() {
    let desk = Desk::new();
    let kept = || desk.store.setting("redecided").unwrap();
    assert_eq!(kept(), None);
    desk.get("harbour", "/exchange/").await;
    assert_eq!(kept().as_deref(), Some(&b"2024-11-27"[..]));
    desk.tick(24 * 3_600 * 1_000_000);
    desk.get("harbour", "/exchange/").await;
    assert_eq!(kept().as_deref(), Some(&b"2024-11-28"[..]));
}
