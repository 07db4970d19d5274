//! Self-diagnosis: what is missing between this machine and a working reception.
//!
//! An empty room for now. It may look at everything and change nothing; it must never ask for a PIN.
