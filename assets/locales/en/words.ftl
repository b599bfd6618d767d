# Words used on every page.
save = Save
open = Open
cancel = Cancel
to = to
range = { $least } to { $most }
and-more = and { $count } more
minutes = { $number } min
hours = { $number } h
days = { $number } { $number ->
        [one] day
       *[other] days
    }
minutes-ago = { $number } min ago
hours-ago = { $number } h ago
yesterday = yesterday
days-ago = { $number } days ago
tier-critical = Critical
tier-important = Important
tier-influencing = Influencing
tier-negative = Negative
team-marketing = Marketing
team-sales = Sales
tone-super-hot = Super-hot
tone-hot = Hot
tone-warm = Warm
tone-cool = Cool
tone-stop = Stop
stars = { $count } of 3 stars
flames = { $count } of 3 flames
capacity-bar = { $used } of { $capacity }
clear-search = Clear the search
