//! Trap 1: whoever polls while others write sees everything once.

use std::{collections::BTreeSet, sync::Arc};

use attache_store::{Memory, Sqlite, Store};

use super::desk::{Desk, identity, note};
use crate::http::Limits;

const WRITERS: u32 = 8;
const ENVELOPES: u32 = 6;

async fn written_and_polled(store: Arc<dyn Store>) {
    let desk = Arc::new(Desk::with(store, Limits { page: 7, ..Limits::default() }));
    desk.partner("relay", &[], None, true);
    let inbox = desk.inbox("relay");
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let desk = Arc::clone(&desk);
            tokio::spawn(async move {
                for envelope in 0..ENVELOPES {
                    // Large ones and single ones, at times that are partly equal.
                    let size = if writer % 2 == 0 { 20 } else { 1 };
                    let notes: Vec<_> = (0..size)
                        .map(|number| note(writer * 10_000 + envelope * 100 + number, 1, &identity(1)))
                        .collect();
                    assert_eq!(desk.post_objects("relay", &notes).await.status, 202);
                    desk.tick(i64::from(envelope % 2));
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    let expected = (WRITERS / 2 * ENVELOPES * 21) as usize;
    let pollers: Vec<_> = (0..3)
        .map(|poller| {
            let (desk, inbox) = (Arc::clone(&desk), inbox.clone());
            tokio::spawn(async move {
                let (mut seen, mut after) = (Vec::new(), String::new());
                while seen.len() < expected {
                    let mut query = format!("limit=7{after}");
                    let page = desk.objects("relay", &inbox, &query).await;
                    seen.extend(page.ids());
                    let mut last = page.header("x-taxii-date-added-last").map(str::to_owned);
                    let mut next = page.next();
                    // One reads by dates alone, the others by `next` while there is more.
                    while let Some(cursor) = next.filter(|_| poller > 0) {
                        query = format!("limit=7{after}&next={cursor}");
                        let page = desk.objects("relay", &inbox, &query).await;
                        seen.extend(page.ids());
                        last = page.header("x-taxii-date-added-last").map(str::to_owned).or(last);
                        next = page.next();
                    }
                    if let Some(last) = last {
                        after = format!("&added_after={last}");
                    }
                    tokio::task::yield_now().await;
                }
                assert_eq!(seen.len(), expected);
                assert_eq!(seen.into_iter().collect::<BTreeSet<_>>().len(), expected);
            })
        })
        .collect();
    for task in writers.into_iter().chain(pollers) {
        task.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn trap_1_in_memory() {
    written_and_polled(Arc::new(Memory::new())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn trap_1_in_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    written_and_polled(Arc::new(Sqlite::open(&folder.path().join("store.db")).unwrap())).await;
}
