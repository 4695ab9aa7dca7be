//! A crash between any two steps loses nothing and doubles nothing.

use attache_core::claim_state::Standing;
use attache_store::{
    Store,
    faulty::{Faulty, Moment},
};
use serde_json::json;

use super::stage::{HARBOUR, Line, Scene, id, lay, object, read, revoked, with};
use crate::receiving::receive_by;

/// What the store says at the end, without times.
fn outcome(store: &dyn Store, lines: &[Line]) -> Vec<(Option<Standing>, usize)> {
    lines
        .iter()
        .map(|line| {
            let records = store.records_of(line.id()).unwrap().len();
            (store.claim(line.id()).unwrap().map(|state| state.standing), records)
        })
        .collect()
}

#[test]
fn at_any_call_before_or_after_it() {
    let lines: Vec<_> = (0..5).map(|n| Line::new(&format!("Report number {n} of the day."))).collect();
    let notes: Vec<_> = (1..).zip(&lines).map(|(n, line)| line.note(n, 1, HARBOUR)).collect();
    let mut objects = notes.clone();
    objects.insert(2, object("malware", 50, 1, HARBOUR, &json!({})));
    objects.push(revoked(&notes[0], 2));
    objects.push(with(notes[1].clone(), "modified", json!("2026-11-20T09:00:00.000Z")));

    let whole = Scene::new();
    whole.send("harbour", &objects);
    let expected = outcome(&*whole.store, &lines);
    assert_eq!(expected[0], (Some(Standing::Retracted), 2));

    for moment in [Moment::Before, Moment::After] {
        let mut nth = 1;
        loop {
            let mut scene = Scene::new();
            scene.store = Box::new(Faulty::new(scene.store, nth, moment));
            let first = lay(&scene.effects(), "harbour", &objects)
                .and_then(|()| receive_by(&scene.effects(), &id("harbour"), read).map(|_| ()));
            if first.is_ok() {
                assert!(nth > 10, "the calls were really counted");
                break;
            }
            // After the crash: the sender sends again what was not acknowledged, and looking goes on.
            lay(&scene.effects(), "harbour", &objects).unwrap();
            receive_by(&scene.effects(), &id("harbour"), read).unwrap();
            assert_eq!(outcome(&*scene.store, &lines), expected, "{moment:?} call {nth}");
            nth += 1;
        }
    }
}
