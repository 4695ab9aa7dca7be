//! x
fn main() {
    let words = attache_text::words::Words::built_in().unwrap();
    let args: Vec<String> = std::env::args().collect();
    let bytes = std::fs::read(&args[1]).unwrap();
    let given = attache_text::reading::Given {
        published: args.get(2).and_then(|d| d.parse().ok()),
        ..Default::default()
    };
    let (article, _) = attache_text::reading::take_in(&bytes, &given, &words);
    for d in attache_text::reading::read(&article, &words).drafts {
        println!("{}", serde_json::to_string(&d).unwrap());
    }
}
