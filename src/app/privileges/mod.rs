//! A command that was started as root gives root up before it reads or writes what another user may change.
//!
//! The kiosk's user owns the settings and the folders that they name. A program that has taken that user over could
//! put links there, and change them while root looks: so root looks at no such place at all. The command becomes the
//! owner of the place, for good, and goes on with that user's rights: whatever it is led to, that user could have
//! done it. What belongs to root alone, from `/` on, is used as root.
//!
//! This happens before any thread is started and before memory is locked. The system calls of `rustix` change the
//! calling thread only; every later thread inherits from it. There is no `exec` in between, so that the process stays
//! closed to debuggers of its new user (`suid_dumpable`, proc(5)).

mod error;
mod owner;

pub use error::PrivilegesError;

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::thread;

use rustix::process::{Gid, Uid, geteuid};
use rustix::thread::{set_no_new_privs, set_thread_groups, set_thread_res_gid, set_thread_res_uid};

use owner::Owner;

/// Users and their groups; root's own file.
const USERS: &str = "/etc/passwd";

/// Becomes, for good, the owner of the first of these paths that is not root's alone. Does nothing where all of them
/// are root's, nor for a user other than root.
pub fn leave_root_for<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<(), PrivilegesError> {
    if !geteuid().is_root() {
        return Ok(());
    }
    for path in paths {
        let path = path.as_ref();
        if let Owner::User(owner) = owner::of(path)? {
            return become_user(owner).map_err(|source| refused(path, owner, source));
        }
    }
    Ok(())
}

/// Opens for reading a file that the administrator named, as its owner where it is not root's alone: a link in
/// another user's folder leads to what that user may read. The process stays what it is.
pub fn open(path: &Path) -> Result<File, PrivilegesError> {
    let unreadable = |source| PrivilegesError::Unreadable { path: path.to_owned(), source };
    let owner = if geteuid().is_root() { owner::of(path)? } else { Owner::Root };
    match owner {
        Owner::Root => File::open(path).map_err(unreadable),
        Owner::User(owner) => {
            let place = path.to_owned();
            // A thread of its own is another user for as long as it lasts.
            let opened = thread::spawn(move || become_user(owner).map(|()| File::open(place))).join();
            let opened = opened.unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
            opened.map_err(|source| refused(path, owner, source))?.map_err(unreadable)
        }
    }
}

fn refused(path: &Path, owner: Uid, source: io::Error) -> PrivilegesError {
    PrivilegesError::Refused { path: path.to_owned(), owner: owner.as_raw(), source }
}

/// Groups first: afterwards the right to change them is gone.
fn become_user(user: Uid) -> io::Result<()> {
    let group = group_of(user, &fs::read_to_string(USERS)?)
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("no such user in {USERS}")))?;
    set_thread_groups(&[])?;
    set_thread_res_gid(group, group, group)?;
    set_thread_res_uid(user, user, user)?;
    Ok(set_no_new_privs(true)?)
}

/// The group of a user, as passwd(5) has it: `name:password:user:group:…`.
fn group_of(user: Uid, users: &str) -> Option<Gid> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':').skip(2);
        let number: u32 = fields.next()?.parse().ok()?;
        (number == user.as_raw()).then_some(())?;
        fields.next()?.parse().ok().map(Gid::from_raw)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_group_is_the_one_of_its_own_row() {
        let users = "root:x:0:0:root:/root:/bin/sh\n:broken\nuketsuke:x:990:991::/:/usr/sbin/nologin\n";
        let group = |user| group_of(Uid::from_raw(user), users).map(Gid::as_raw);
        assert_eq!((group(990), group(0), group(991)), (Some(991), Some(0), None));
    }
}
