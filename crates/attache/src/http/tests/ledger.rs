//! The delivery ledger: each entry of an outbox once, before it leaves, and no more than was on the page.

use attache_core::collection::CollectionUse;

use super::desk::{Desk, identity, note};

fn lines(desk: &Desk, to: &str) -> Vec<(String, i64, i64)> {
    let collection = desk.service.node.collection(&CollectionUse::Outbox(to.parse().unwrap()));
    let lines = desk.store.fetches(collection).unwrap().into_iter();
    lines.map(|line| (line.partner.to_string(), line.from, line.to)).collect()
}

fn positions(desk: &Desk, to: &str) -> Vec<i64> {
    let collection = desk.service.node.collection(&CollectionUse::Outbox(to.parse().unwrap()));
    let leaves = desk.store.leaves(collection).unwrap();
    (0..leaves).map(|leaf| desk.store.leaf(collection, leaf).unwrap().unwrap().position).collect()
}

#[tokio::test]
async fn a_drain_is_a_line_for_each_page_and_a_second_one_none() {
    let desk = Desk::new();
    let notes: Vec<_> = (0..6).map(|number| note(number, 1, &identity(9))).collect();
    desk.release("COAST", &notes);
    let at = positions(&desk, "COAST");
    for _ in 0..2 {
        let page = desk.objects("harbour", &desk.outbox("COAST"), "limit=4").await;
        let next = page.next().unwrap();
        desk.objects("harbour", &desk.outbox("COAST"), &format!("limit=4&next={next}")).await;
        desk.objects("harbour", &desk.outbox("COAST"), "limit=5").await;
    }
    let harbour = |from: usize, to: usize| ("harbour".to_owned(), at[from], at[to]);
    assert_eq!(lines(&desk, "COAST"), [harbour(0, 3), harbour(4, 5)]);
    desk.objects("lantern", &desk.outbox("COAST"), "").await;
    assert_eq!(lines(&desk, "COAST").last().unwrap(), &("lantern".to_owned(), at[0], at[5]));
    // What comes later is another line.
    desk.release("COAST", &[note(9, 1, &identity(9))]);
    desk.objects("harbour", &desk.outbox("COAST"), "").await;
    assert_eq!(lines(&desk, "COAST").len(), 4);
}

#[tokio::test]
async fn what_a_filter_leaves_out_is_not_claimed() {
    let desk = Desk::new();
    let notes = [
        note(0, 1, &identity(9)),
        note(1, 1, &identity(9)),
        note(0, 2, &identity(9)),
        note(2, 1, &identity(9)),
    ];
    desk.release("harbour", &notes);
    let at = positions(&desk, "harbour");
    let outbox = desk.outbox("harbour");
    let ids =
        "match[id]=note--00000000-0000-4000-8000-000000000001,note--00000000-0000-4000-8000-000000000002";
    desk.objects("harbour", &outbox, ids).await;
    let own = |from: usize, to: usize| ("harbour".to_owned(), at[from], at[to]);
    assert_eq!(lines(&desk, "harbour"), [own(1, 1), own(3, 3)]);
    // The superseded version was not sent.
    desk.objects("harbour", &outbox, "").await;
    assert_eq!(lines(&desk, "harbour")[2..], [own(2, 2)]);
    let one = format!(
        "/exchange/collections/{outbox}/objects/{}/?match[version]=all",
        notes[0]["id"].as_str().unwrap()
    );
    desk.get("harbour", &one).await;
    assert_eq!(lines(&desk, "harbour")[3..], [own(0, 0)]);
    // A manifest and an inbox deliver nothing of ours.
    desk.get("lantern", &format!("/exchange/collections/{}/manifest/", desk.outbox("lantern"))).await;
    assert!(lines(&desk, "lantern").is_empty());
}
