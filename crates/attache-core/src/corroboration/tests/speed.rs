//! How long it takes: run by hand, as a release build (`cargo test --release -p attache-core -- --ignored speed
//! --nocapture`).

use super::fixture::{Told, exchange, government, reliance, reports, source, taken};
use crate::{
    chain::Chain,
    exchange::Topic,
    id::{ArticleId, ClaimId},
};

/// Many reports by a fixed recurrence: outlets, agencies, officials of some countries, persons.
fn many(count: u32, outlets: u32, origins: u32) -> Vec<Told> {
    let mut state = 1_u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    (0..count)
        .map(|number| {
            let mut words = vec![format!("out:Paper {}", next(outlets))];
            if next(2) == 0 {
                words.push(format!("wire:Wire {}", next(outlets / 10 + 1)));
            }
            words.push(match next(3) {
                0 => format!("{}/Minister {}", ["KR", "UA", "US", "PL"][next(4) as usize], next(origins)),
                1 => format!("Person {}", next(origins)),
                _ => format!("wire:Wire {}", next(origins)),
            });
            Told {
                claim: ClaimId::derive(&[&number.to_be_bytes()]),
                article: ArticleId::derive(&[&(number / 3).to_be_bytes()]),
                chain: Chain::try_from(words.iter().map(|word| source(word)).collect::<Vec<_>>()).unwrap(),
                said: None,
            }
        })
        .collect()
}

#[test]
#[ignore = "measures; by hand, as a release build"]
#[expect(clippy::disallowed_methods, reason = "a measurement")]
fn ten_thousand_reports() {
    for (outlets, origins) in [(300, 300), (5_000, 5_000), (50_000, 50_000), (40, 5)] {
        let told = many(10_000, outlets, origins);
        let mut whats = vec![exchange(government("KR"), government("UA"), jiff::civil::date(2024, 1, 1))];
        whats.extend((0..500).map(|n| taken(&n.to_string(), &(n + 1).to_string(), 900)));
        let reliance = reliance(&whats);
        let reports = reports(&told);
        let start = std::time::Instant::now();
        let weighed = crate::corroboration::weigh(&reports, &reliance, &Topic::ANY);
        println!(
            "{outlets} outlets, {origins} origins: {:?}; {} {} {}, exact: {}",
            start.elapsed(),
            weighed.strict.cut,
            weighed.normal.cut,
            weighed.lenient.cut,
            weighed.strict.exact
        );
        assert!(weighed.strict.cut <= weighed.normal.cut);
    }
}
