//! Copies and credit lines are found when reports are added, and by `edges find`.

use attache_core::{
    edge::{Derivation, Edge, EdgeEvidence, End, Reprint},
    id::{ArticleId, EdgeId},
    record::{Happening, NewRecord, Seq},
    reliance::Reliance,
};
use attache_store::{Sqlite, Store as _};

use crate::desk::Desk;

/// An agency's dispatch.
const AGENCY: &str = "Riverton's cabinet met through the night after a freighter loaded with artillery shells was \
held in the northern harbour. The defence ministry said on Monday that the cargo had been bound for the eastern \
front and that its papers named a company nobody in the port had heard of. Customs officers counted forty pallets \
before the crew was allowed ashore, and two inspectors from the coast guard stayed aboard until dawn. Dockworkers \
described long queues of lorries at the gates and a smell of paint from freshly marked crates.";

/// The first half of it, with what a paper found itself.
const HALF: &str = "Riverton's cabinet met through the night after a freighter loaded with artillery shells was \
held in the northern harbour. The defence ministry said on Monday that the cargo had been bound for the eastern \
front and that its papers named a company nobody in the port had heard of. Marta Quill, who runs the canteen \
opposite, told this newspaper that lorries had come on every night of the past week and that none of the drivers \
ever paid in local coin. A retired pilot showed a notebook with the names of eleven ships since spring.";

/// A paper that rewrites and credits.
const CREDITED: &str = "A ship with arms on board lies under guard in Riverton since the weekend. Forty pallets are \
said to have been found in its hold, and the crew may not leave the town before it was questioned. (Harbour Wire)";

/// Another report of the same event, written apart.
const APART: &str = "Shells meant for the fighting in the east were found on a ship in Riverton, officials told \
reporters early on Monday. The vessel had been stopped by the coast guard on Sunday evening, and a spokeswoman for \
the ministry of defence put the number of pallets at forty. It was not clear who had ordered the consignment, she \
said, adding that the firm in the documents did not answer its telephone and that the investigation would take weeks.";

const SPEECH: &str = "“We will not send a single shell to anybody who cannot tell us where it is going to land, \
and we will not be told by merchants of any flag which harbour we may look into and which we must pass by with our \
eyes shut, for it is our people who live beside that water and it is our people who will be asked one day”";

const FURNITURE: &str = "You are reading the free edition of this page. Sign in to follow topics, to save stories \
for later and to hear them read aloud on the way to work. Our newsroom is paid for by its readers, takes no money \
from any government or party, and corrects its mistakes at the foot of the page within a day of hearing of them.";

fn page(outlet: &str, day: &str, text: &str) -> String {
    format!("---\noutlet: {outlet}\ndate: {day}\n---\n\n{text}\n")
}

/// The dispatches by the names of their files.
fn dispatches() -> Vec<(&'static str, String)> {
    let column = |own: &str| format!("{own}\n\n{FURNITURE}");
    let speech = |before: &str, after: &str| format!("{before}\n\n{SPEECH}, the premier said.\n\n{after}");
    vec![
        ("agency.md", page("Harbour Wire", "2024-11-25", AGENCY)),
        ("copy.md", page("Coast Sun", "2024-11-26", AGENCY)),
        ("half.md", page("Riverton Post", "2024-11-27", HALF)),
        ("credited.md", page("Quay Herald", "2024-11-26", CREDITED)),
        ("apart.md", page("Bay Observer", "2024-11-25", APART)),
        (
            "page-one.md",
            page(
                "Isle Courier",
                "2024-11-20",
                &column(
                    "Ferries ran late on Monday because of fog over the sound and a crane that would not lower. \
                     Passengers slept on benches in the hall, and the company handed out blankets and soup.",
                ),
            ),
        ),
        (
            "page-two.md",
            page(
                "Isle Courier",
                "2024-11-21",
                &column(
                    "Apples were cheap this autumn, growers on the western isles said, and the cider will be dry. \
                     Wasps had been few since July, and pickers from three parishes finished a week early.",
                ),
            ),
        ),
        (
            "speech-one.md",
            page(
                "Hill Times",
                "2024-11-22",
                &speech(
                    "The premier spoke for an hour in the old market hall before a crowd of farmers and students.",
                    "Farmers cheered, and students left early.",
                ),
            ),
        ),
        (
            "speech-two.md",
            page(
                "Vale Echo",
                "2024-11-22",
                &speech(
                    "Applause and whistles met the head of government when she turned to the matter of arms.",
                    "The opposition asked for a debate.",
                ),
            ),
        ),
    ]
}

fn store(desk: &Desk, name: &str) -> Sqlite {
    Sqlite::open(&desk.path(name)).unwrap()
}

fn outlet_of(store: &Sqlite, id: ArticleId) -> String {
    store.article(id).unwrap().unwrap().outlet.unwrap().name
}

/// The copies of a store, by outlets.
fn copies(store: &Sqlite) -> Vec<(String, String, Derivation)> {
    let reliance = Reliance::fold(&store.reliance_records().unwrap());
    let told = |edge: &Edge| match &edge.evidence {
        EdgeEvidence::Reprint { reprint: Reprint { from, to, .. } } => {
            let class = reliance.taken_by(*from).find(|one| one.to == *to)?.derivation();
            Some((outlet_of(store, *from), outlet_of(store, *to), class))
        }
        _ => None,
    };
    let mut copies: Vec<_> = reliance.edges().iter().filter_map(told).collect();
    copies.sort();
    copies
}

/// Every edge, as it is shown.
fn edges(store: &Sqlite) -> Vec<String> {
    let reliance = Reliance::fold(&store.reliance_records().unwrap());
    let mut edges: Vec<_> =
        reliance.edges().iter().map(|edge| serde_json::to_string(edge).unwrap()).collect();
    edges.sort();
    edges
}

fn expected() -> Vec<(String, String, Derivation)> {
    let copy = |from: &str, to: &str, class| (from.to_owned(), to.to_owned(), class);
    vec![
        copy("Coast Sun", "Harbour Wire", Derivation::Wholly),
        copy("Riverton Post", "Coast Sun", Derivation::Partly),
        copy("Riverton Post", "Harbour Wire", Derivation::Partly),
    ]
}

/// The credit edges of a store: from which outlet's article to whom, with which words.
fn credits(store: &Sqlite) -> Vec<(EdgeId, String, String)> {
    let reliance = Reliance::fold(&store.reliance_records().unwrap());
    let told = |edge: Edge| match (edge.from, edge.evidence) {
        (End::Article(article), EdgeEvidence::CreditLine { words: Some(words), .. }) => {
            Some((edge.id, outlet_of(store, article), words.text))
        }
        _ => None,
    };
    reliance.edges().into_iter().filter_map(told).collect()
}

#[test]
fn copies_and_credits_are_recorded_with_the_reports_in_whatever_order() {
    let desk = Desk::new();
    let dispatches = dispatches();
    for (name, text) in &dispatches {
        desk.file(&format!("in/{name}"), text);
    }
    let added = desk.run(&["--store", "folder.db", "add", "in"]).fine();
    let line = "3 of 9 articles share their text with others: attache edges list";
    assert!(added.out.contains(line), "{}", added.out);
    let folder = store(&desk, "folder.db");
    assert_eq!(copies(&folder), expected());
    let credited = credits(&folder);
    let told: Vec<_> = credited.iter().map(|(_, outlet, words)| (outlet.as_str(), words.as_str())).collect();
    assert_eq!(told, [("Quay Herald", "(Harbour Wire)")]);
    for (name, _) in dispatches.iter().rev() {
        desk.run(&["--store", "back.db", "add", &format!("in/{name}")]).fine();
    }
    assert_eq!(edges(&store(&desk, "back.db")), edges(&folder));
    desk.run(&["--store", "folder.db", "db", "check"]).fine();
    let again = desk.run(&["--store", "folder.db", "edges", "find"]).fine();
    assert!(
        again.out.contains("9 articles gone over: 0 texts") && again.out.contains("Nothing"),
        "{}",
        again.out
    );
}

#[test]
fn an_old_store_is_gone_over_once_and_what_was_struck_stays_so() {
    let desk = Desk::new();
    for (name, text) in &dispatches() {
        desk.file(&format!("in/{name}"), text);
    }
    desk.run(&["--store", "new.db", "add", "in"]).fine();
    // As before copies were looked for: the same records without them.
    let (new, old) = (store(&desk, "new.db"), store(&desk, "old.db"));
    let records = new.scan(Seq(0), usize::MAX).unwrap().into_iter().map(|record| record.new);
    let before: Vec<NewRecord> = records.filter(|new| !new.what.is_of_reliance()).collect();
    old.append(&before).unwrap();
    let found = desk.run(&["--store", "old.db", "edges", "find", "--json"]).fine().json().remove(0);
    assert_eq!(found, serde_json::json!({"articles": 9, "wholly": 1, "partly": 2, "credits": 1}));
    assert_eq!(edges(&old), edges(&new));
    let (edge, ..) = credits(&old).remove(0);
    let what = Happening::EdgeStruck { edge, reason: "another agency of that name".into() };
    old.append(&[NewRecord { at: before[0].at, by: "ana".into(), what }]).unwrap();
    let last = old.last().unwrap();
    let found = desk.run(&["--store", "old.db", "edges", "find", "--json"]).fine().json().remove(0);
    assert_eq!((&found["credits"], old.last().unwrap()), (&0.into(), last));
    let reliance = Reliance::fold(&old.reliance_records().unwrap());
    assert!(reliance.struck(edge).is_some());
}
