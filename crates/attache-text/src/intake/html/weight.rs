//! How heavy a page would be as a tree, estimated from its tags alone, so that a page made to exhaust memory or
//! the stack never becomes a tree. The exact depth is checked again on the tree.

use super::tag::{Role, number};

/// Open elements that are followed; deeper ones are too deep anyway.
const FOLLOWED: usize = 1024;

/// The estimate.
#[derive(Debug, Default)]
pub(crate) struct Weight {
    /// Start and end tags.
    pub(crate) tags: usize,
    /// The largest number of elements inside each other.
    pub(crate) deepest: usize,
    /// Copies that a parser makes of formatting elements that were not closed.
    pub(crate) copies: usize,
    /// Character references, ampersands and mistakes in the page; a tree keeps a record of each mistake.
    pub(crate) codes: usize,
    open: Vec<(u64, Role)>,
    formatting: usize,
}

impl Weight {
    pub(super) fn start(&mut self, name: &[u8], role: Role) {
        self.tags = self.tags.saturating_add(1);
        if self.deepest >= FOLLOWED {
            return;
        }
        match role {
            Role::Void | Role::LineBreak => return,
            Role::Formatting => self.formatting = self.formatting.saturating_add(1),
            _ => self.copies = self.copies.saturating_add(self.formatting),
        }
        match name {
            b"p" | b"li" => self.close(name, Role::Block),
            _ if role == Role::Block => self.close(b"p", Role::Block),
            b"td" | b"th" => {
                self.close(b"td", Role::Scope);
                self.close(b"th", Role::Scope);
            }
            _ => {}
        }
        if role != Role::Implied {
            self.open.push((number(name), role));
            self.deepest = self.deepest.max(self.open.len());
        }
    }

    pub(super) fn end(&mut self, name: &[u8], role: Role) {
        self.tags = self.tags.saturating_add(1);
        if self.deepest >= FOLLOWED {
            return;
        }
        match role {
            Role::Implied | Role::Void | Role::LineBreak => {}
            Role::Formatting => self.close_formatting(name),
            _ => {
                self.copies = self.copies.saturating_add(self.formatting);
                self.close(name, role);
            }
        }
    }

    /// Closes the innermost element of this name unless something lies between that the end tag cannot cross.
    fn close(&mut self, name: &[u8], role: Role) {
        let wanted = number(name);
        let lists = [number(b"ul"), number(b"ol"), number(b"menu"), number(b"dir")];
        for (index, (open, kind)) in self.open.iter().enumerate().rev() {
            if *open == wanted {
                for (_, closed) in self.open.drain(index..) {
                    if closed == Role::Formatting && role == Role::Scope {
                        self.formatting = self.formatting.saturating_sub(1);
                    }
                }
                return;
            }
            let crosses = match kind {
                Role::Scope => role == Role::Scope && wanted == number(b"table"),
                Role::Block if name == b"li" => !lists.contains(open),
                Role::Block => role != Role::Inline,
                _ => true,
            };
            if !crosses {
                return;
            }
        }
    }

    fn close_formatting(&mut self, name: &[u8]) {
        let wanted = number(name);
        let inner = self.open.iter().enumerate().rev().take_while(|(_, (_, kind))| *kind != Role::Scope);
        let place = inner.into_iter().find(|(_, (open, _))| *open == wanted).map(|(index, _)| index);
        if let Some(index) = place {
            self.open.remove(index);
        }
        // Closed by name it is opened no more, even if the block that it was in has already ended.
        self.formatting = self.formatting.saturating_sub(1);
    }
}
