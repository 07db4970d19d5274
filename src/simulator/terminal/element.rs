//! An XML tree that can be wrong on purpose: elements missing, doubled, changed, in another order.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;

/// An element with its text or its children.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// The name.
    pub name: String,
    /// The text, blanks included.
    pub text: String,
    /// The children.
    pub children: Vec<Element>,
}

impl Element {
    /// An element with a text.
    pub fn leaf(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: text.to_owned(), children: Vec::new() }
    }

    /// Reads a document; `None`: it is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => open.push(Self { name: start.name().as_ref().to_owned(), ..Self::default() }),
                Event::Empty(empty) => {
                    let name = empty.name().as_ref().to_owned();
                    open.last_mut()?.children.push(Self { name, ..Self::default() });
                }
                Event::End(_) => {
                    let done = open.pop()?;
                    open.last_mut()?.children.push(done);
                }
                Event::Text(text) => open.last_mut()?.text.push_str(&text),
                Event::GeneralRef(name) => open.last_mut()?.text.push(reference(&name)?),
                Event::Eof => break,
                Event::DocType(_) => return None,
                Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        let [root] = open.as_slice() else { return None };
        root.children.first().cloned()
    }

    /// A descendant, by the names on the way to it.
    pub fn at(&self, way: &[&str]) -> Option<&Self> {
        match way {
            [] => Some(self),
            [name, rest @ ..] => self.children.iter().find(|child| child.name == *name)?.at(rest),
        }
    }

    /// The same, to be changed.
    pub fn at_mut(&mut self, way: &[&str]) -> Option<&mut Self> {
        match way {
            [] => Some(self),
            [name, rest @ ..] => self.children.iter_mut().find(|child| child.name == *name)?.at_mut(rest),
        }
    }

    /// The text of a descendant.
    pub fn text_at(&self, way: &[&str]) -> Option<&str> {
        self.at(way).map(|element| element.text.as_str())
    }

    /// Puts a child in the place of those of its name, or at the end.
    pub fn put(&mut self, child: Self) {
        self.children.retain(|other| other.name != child.name);
        self.children.push(child);
    }

    /// Removes the children of this name.
    pub fn remove(&mut self, name: &str) {
        self.children.retain(|child| child.name != name);
    }

    /// Another order at each level: the last first, then every other one.
    pub fn shuffle(&mut self) {
        self.children.reverse();
        let (mut even, mut odd) = (Vec::new(), Vec::new());
        for (place, mut child) in std::mem::take(&mut self.children).into_iter().enumerate() {
            child.shuffle();
            if place % 2 == 0 { even.push(child) } else { odd.push(child) }
        }
        self.children = even;
        self.children.append(&mut odd);
    }

    /// Writes it.
    pub fn written(&self) -> String {
        let inner: String = if self.children.is_empty() {
            escape(self.text.as_str()).into_owned()
        } else {
            self.children.iter().map(Self::written).collect()
        };
        format!("<{0}>{inner}</{0}>\n", self.name)
    }
}

fn reference(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
