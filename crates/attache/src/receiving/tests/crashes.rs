//! A crash between any two steps loses nothing and doubles nothing.

use std::sync::Arc;

use super::*;

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

/// A store that others hold as well.
struct Shared(Arc<Memory>);

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
            let scene = Scene::new();
            let shared = Arc::new(Shared::take(scene));
            let faulty = Faulty::new(Box::new(Arc::clone(&shared)), nth, moment);
            let effects = Effects { store: &faulty, ..shared.effects() };
            let first = lay(&effects, "harbour", &objects)
                .and_then(|()| receive_by(&effects, &id("harbour"), read).map(|_| ()));
            let failed = faulty.has_failed();
            assert_eq!(first.is_err(), failed, "call {nth}");
            // After the crash: the sender sends again what was not acknowledged, and looking goes on.
            lay(&shared.effects(), "harbour", &objects).unwrap();
            receive_by(&shared.effects(), &id("harbour"), read).unwrap();
            assert_eq!(outcome(&*shared.store, &lines), expected, "{moment:?} call {nth}");
            if !failed {
                assert!(nth > 10, "the calls were really counted");
                break;
            }
            nth += 1;
        }
    }
}
