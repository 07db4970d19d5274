//! Many visits to one kiosk, which take a minute and, on request (tests/long), hours. libtest starts tests in the order
//! of their names, and by theirs these are among the first: one that began last would keep everything waiting.

mod two_hundred_visits;
mod visits_through_time;
mod whole_day;
