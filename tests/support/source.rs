//! The source as a graph: its modules, what every file defines, and which file a path in another one leads to.
//!
//! Only what is in the shipped program counts: items for tests or for the simulator are left out, and with them the
//! modules that they declare. A path is followed through re-exports to the file that defines the name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::buffer::{Cursor, TokenBuffer};
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, Meta, Token, UseTree, Visibility};

/// Longest chain of re-exports that is followed; a longer one goes round in a circle.
const MAX_HOPS: usize = 16;

/// The names of a path, without generic arguments.
pub type Names = Vec<String>;

/// A path somewhere in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    pub names: Names,
    /// Whether it only passes a name on to other modules (`pub use`).
    pub is_reexport: bool,
}

/// One module, in a file of its own or inline.
#[derive(Debug, Default)]
pub struct Module {
    pub file: PathBuf,
    /// Whether there is more in it than declarations of modules and `use`.
    pub has_code: bool,
    pub mentions: BTreeSet<Mention>,
    items: BTreeSet<String>,
    imports: BTreeMap<String, Names>,
    globs: Vec<Names>,
}

/// Every module by its path from the crate's root, which has the empty path.
#[derive(Debug, Default)]
pub struct Crate(pub BTreeMap<Names, Module>);

impl Crate {
    /// Reads the crate whose root is `folder/lib.rs`.
    pub fn read(folder: &Path) -> Self {
        let mut tree = Self::default();
        tree.read_file(Names::new(), &folder.join("lib.rs"), folder);
        tree
    }

    /// Reads a module's file, and below `folder` the modules that it declares.
    fn read_file(&mut self, path: Names, file: &Path, folder: &Path) {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.read_items(path, file, folder, &syntax.items);
    }

    fn read_items(&mut self, path: Names, file: &Path, folder: &Path, items: &[Item]) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        for item in items.iter().filter(|item| is_shipped(attributes(item))) {
            module.visit_item(item);
            module.has_code |= !matches!(item, Item::Mod(_) | Item::Use(_));
            let Item::Mod(inner) = item else {
                module.items.extend(name(item));
                continue;
            };
            let name = inner.ident.unraw().to_string();
            let below = [path.as_slice(), std::slice::from_ref(&name)].concat();
            let inside = folder.join(&name);
            if let Some((_, items)) = &inner.content {
                self.read_items(below, file, &inside, items);
            } else if inside.join("mod.rs").is_file() {
                self.read_file(below, &inside.join("mod.rs"), &inside);
            } else {
                self.read_file(below, &inside.with_extension("rs"), &inside);
            }
        }
        self.0.insert(path, module);
    }

    /// A path as it is written in the module `at`, from the crate's root; none where it leads out of the crate.
    pub fn absolute(&self, at: &Names, names: &Names) -> Option<Names> {
        self.absolute_within(at, names, MAX_HOPS)
    }

    fn absolute_within(&self, at: &Names, names: &Names, hops: usize) -> Option<Names> {
        let hops = hops.checked_sub(1)?;
        let (first, rest) = names.split_first()?;
        let start = match first.as_str() {
            "crate" => Names::new(),
            "self" => at.clone(),
            "super" => {
                let mut above = at.clone();
                above.pop()?;
                if rest.is_empty() { above } else { return self.absolute_within(&above, &from_self(rest), hops) }
            }
            name => {
                let module = &self.0[at];
                if let Some(import) = module.imports.get(name).filter(|import| *import != names) {
                    self.absolute_within(at, import, hops)?
                } else if module.items.contains(name) || (!rest.is_empty() && self.0.contains_key(&join(at, name))) {
                    join(at, name)
                } else {
                    let mut globs = module.globs.iter().filter_map(|glob| self.absolute_within(at, glob, hops));
                    join(&globs.find(|glob| self.offers(glob, name))?, name)
                }
            }
        };
        Some([&start, rest].concat())
    }

    fn offers(&self, module: &Names, name: &str) -> bool {
        self.0.get(module).is_some_and(|found| found.items.contains(name) || found.imports.contains_key(name))
    }

    /// The module that defines what an absolute path names; none where it names a module.
    pub fn definition(&self, path: &Names) -> Option<Names> {
        self.definition_within(path, MAX_HOPS)
    }

    fn definition_within(&self, path: &Names, hops: usize) -> Option<Names> {
        let mut at = Names::new();
        for (index, name) in path.iter().enumerate() {
            let (module, rest, below) = (&self.0[&at], &path[index + 1..], join(&at, name));
            if module.items.contains(name) && (rest.is_empty() || !self.0.contains_key(&below)) {
                return Some(at);
            }
            if !self.0.contains_key(&below) {
                let onwards = self.absolute_within(&at, &path[index..].to_vec(), hops);
                let onwards = onwards.filter(|onwards| hops > 0 && onwards != path);
                return onwards.map_or(Some(at), |onwards| self.definition_within(&onwards, hops - 1));
            }
            at = below;
        }
        None
    }
}

fn join(path: &Names, name: &str) -> Names {
    [path.as_slice(), &[name.to_owned()]].concat()
}

fn from_self(rest: &[String]) -> Names {
    match rest.first().map(String::as_str) {
        Some("super") => rest.to_vec(),
        _ => [&["self".to_owned()], rest].concat(),
    }
}

/// Whether the shipped program has the item: no test, no simulator, no mere documentation.
fn is_shipped(attributes: &[Attribute]) -> bool {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    conditions.map(|attribute| attribute.parse_args::<Meta>().unwrap()).all(|condition| holds(&condition))
}

fn holds(condition: &Meta) -> bool {
    let inner = |list: &syn::MetaList| {
        list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap().into_iter().collect::<Vec<_>>()
    };
    match condition {
        Meta::List(list) if list.path.is_ident("all") => inner(list).iter().all(holds),
        Meta::List(list) if list.path.is_ident("any") => inner(list).iter().any(holds),
        Meta::List(list) if list.path.is_ident("not") => !inner(list).iter().all(holds),
        Meta::Path(path) => !path.is_ident("test") && !path.is_ident("doc"),
        Meta::NameValue(pair) => !pair.path.is_ident("feature"),
        Meta::List(_) => true,
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.unraw().to_string())
}

impl Module {
    fn mention(&mut self, names: Names) {
        self.mentions.insert(Mention { names, is_reexport: false });
    }

    fn import(&mut self, before: &Names, tree: &UseTree, is_reexport: bool) {
        let here = |ident: &syn::Ident| match ident.unraw().to_string() {
            itself if itself == "self" && !before.is_empty() => before.clone(),
            name => join(before, &name),
        };
        let (names, alias) = match tree {
            UseTree::Path(path) => return self.import(&here(&path.ident), &path.tree, is_reexport),
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.import(before, tree, is_reexport));
            }
            UseTree::Name(name) => (here(&name.ident), here(&name.ident).pop()),
            UseTree::Rename(rename) => (here(&rename.ident), Some(rename.rename.unraw().to_string())),
            UseTree::Glob(_) => {
                self.globs.push(before.clone());
                (before.clone(), None)
            }
        };
        self.imports.extend(alias.map(|alias| (alias, names.clone())));
        self.mentions.insert(Mention { names, is_reexport });
    }

    /// What follows a macro's name is no syntax tree: the paths in it are those that its words spell.
    fn scan(&mut self, mut cursor: Cursor<'_>) {
        while !cursor.eof() {
            if let Some((ident, mut rest)) = cursor.ident() {
                let mut names = vec![ident.unraw().to_string()];
                while let Some((next, after)) = rest.punct().and_then(colon).and_then(Cursor::ident) {
                    names.push(next.unraw().to_string());
                    rest = after;
                }
                if names.len() > 1 || names[0].starts_with(char::is_uppercase) {
                    self.mention(names);
                }
                cursor = rest;
            } else if let Some((inside, _, _, rest)) = cursor.any_group() {
                self.scan(inside);
                cursor = rest;
            } else {
                cursor = cursor.token_tree().map_or_else(Cursor::empty, |(_, rest)| rest);
            }
        }
    }
}

/// What stands behind `::`, of which the first half is read.
fn colon((first, rest): (impl std::fmt::Display, Cursor<'_>)) -> Option<Cursor<'_>> {
    let (second, rest) = rest.punct()?;
    (first.to_string() == ":" && second.as_char() == ':').then_some(rest)
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_shipped(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => return visit::visit_impl_item(self, item),
        };
        if is_shipped(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    /// A module within is one of its own.
    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if item.leading_colon.is_none() {
            self.import(&Names::new(), &item.tree, !matches!(item.vis, Visibility::Inherited));
        }
    }

    /// `pub(super)` uses nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.mention(path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        self.scan(TokenBuffer::new2(invocation.tokens.clone()).begin());
        visit::visit_macro(self, invocation);
    }

    /// serde names functions in strings: `#[serde(with = "super::duration")]`.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let (true, Meta::List(list)) = (attribute.path().is_ident("serde"), &attribute.meta) {
            let pairs = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone());
            for pair in pairs.into_iter().flatten() {
                let Meta::NameValue(pair) = pair else { continue };
                let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = pair.value else { continue };
                if let Ok(path) = text.parse::<syn::Path>() {
                    self.mention(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
                }
            }
        }
    }
}
