//! How long it takes to be refused: by a name that nobody has, and by a wrong password.

use std::path::Path;

use super::{
    super::stopwatch::middle,
    OURS,
    connection::Connection,
    figure::{Figure, milliseconds},
    node::{self, Node},
};

/// Partners, and tries at each: fewer than are slowed down, for a name and for an address.
const TRIES: (usize, usize) = (3, 4);

/// The times of both, taken in turn.
pub(crate) fn measure(root: &Path, binary: &Path) -> anyhow::Result<Vec<Figure>> {
    let mut node = Node::make(root, binary)?;
    let (partners, tries) = TRIES;
    let wrong = (0..partners).map(|number| node.partner_with_wrong_password(&format!("desk-{number}")));
    let wrong: Vec<String> = wrong.collect::<anyhow::Result<_>>()?;
    let (server, _) = node.start()?;
    let (mut of_nobody, mut of_wrong) = (Vec::new(), Vec::new());
    for number in 0..tries {
        for (partner, wrong) in wrong.iter().enumerate() {
            let nobody = node::basic(&format!("nobody-{partner}-{number}"), "not the password");
            for (authorization, times) in [(&nobody, &mut of_nobody), (wrong, &mut of_wrong)] {
                let mut connection = Connection::new(&server.address, authorization)?;
                times.push(connection.get("/exchange/collections/")?.expect_status(401)?.took);
            }
        }
    }
    let wrong = milliseconds(middle(of_wrong));
    let figure = Figure::times(0, OURS, "refused: a name that nobody has", of_nobody);
    Ok(vec![figure.beside("a wrong password", wrong)])
}
