# The page “What if”: one number turned, what fits, what one point does.
sweep-edge = { $axis } { $band } starts at
sweep-edge-fit = fit { $band }
sweep-edge-engagement = engagement { $band }
sweep-band = “{ $name }”
sweep-points = Points of { $name }
sweep-cap = Cap of { $name }
sweep-no-cap = none
sweep-choose = Number that is turned
sweep-search = Search edges, caps, criteria
sweep-none-found = Nothing is called that
sweep-group-edges = Band edges
sweep-group-caps = Caps of categories
sweep-group-points = Points of criteria
sweep-value-of = Value of { $name }
sweep-set-cap = Set a cap
sweep-take-cap = Take the cap away
sweep-as-table = Show as a table
sweep-as-chart = Show as a chart
sweep-range-from = Range from
sweep-range-to = Range to
sweep-range-reset = The whole range again
sweep-handle = { $name }: drag, or use the arrow keys
sweep-handle-about = Drag, or use the arrow keys (with shift by 5), Home and End
sweep-finding = At { $value }: { $leads } leads a week to sales
sweep-finding-in-all = At { $value }: { $leads } leads to sales in all
sweep-finding-over = At { $value }: { $leads } leads a week to sales, { $over } more than the { $most } that can be worked
sweep-finding-over-partial = At { $value }: { $leads } leads a week to sales; on the routes with a capacity { $over } more than the { $most } that can be worked
sweep-finding-within = At { $value }: { $leads } leads a week to sales; { $most } can be worked
sweep-finding-within-partial = At { $value }: { $leads } leads a week to sales; on the routes with a capacity { $most } can be worked, and no more come
sweep-fits = { $value } fits: { $what }
sweep-fits-too = Room for more: from { $value } on all can still be worked: { $what }
sweep-nowhere-here = Wherever it stands, more come than can be worked
sweep-a-week = { $leads } a week
sweep-wins-same = no past win fewer
sweep-wins-more = { $count } past { $number ->
        [one] win
       *[other] wins
    } more
sweep-wins-fewer = { $count } past { $number ->
        [one] win
       *[other] wins
    } fewer
sweep-step = { $edge } from { $from } → { $to }
sweep-load = { $load } of { $most } a week
sweep-step-along = { $step }, and { $edges }
sweep-took-along = Taken along: { $edges }
sweep-takes-along = { "; " }takes along { $edges }
sweep-overloads = { "; " }{ $route } then gets { $load } for { $most }
sweep-fit-to-capacity = Fit to capacity: { $step }
sweep-fit-route = Fit { $route }: { $step }
sweep-fit-about = { $step }: { $what }
sweep-route-over = { $route } gets { $load } a week, { $over } more than can be worked
sweep-everything-fits = All that come can be worked: { $load } of { $most } a week
sweep-nowhere = Too many come whichever edge is raised: { $load } a week for { $most }
sweep-route-nowhere = No edge alone brings { $route } down to { $most } a week
sweep-raise-capacity = See what can be worked
sweep-no-capacity = Once a route says how many leads sales can work in a week, this finds the edge that fits
sweep-set-capacity = Set a capacity
sweep-no-dates = Once leads say when they were created, this tells how many come in a week
sweep-import = Import leads…
sweep-working = Working it out…
sweep-leads-a-week = leads a week
sweep-leads-in-all = leads to sales
sweep-wins = past wins caught
sweep-win-rate = win rate of those
sweep-show-leads = Leads
sweep-show-wins = Wins caught
sweep-show-rate = Win rate
sweep-line-shown = Line shown: { $name }
sweep-capacity = capacity { $most }
sweep-capacity-above = capacity { $most } ↑
sweep-was = was { $value }
sweep-fits-at = { $value } fits
sweep-of-all = of { $all }
sweep-as-of-today = Wins as they score today
sweep-as-of-today-about = Past wins are scored as of today. Where engagement fades, leads that were won long ago have lost theirs, so that fewer of them are caught than sales got at the time
sweep-unknown = –
sweep-column-value = Value
sweep-column-leads = A week
sweep-column-in-all = In all
sweep-column-capacity = Capacity
sweep-column-wins = Wins
sweep-column-recall = Caught
sweep-column-rate = Win rate
sweep-copy = Copy
sweep-copy-about = Copies the table for a spreadsheet
sweep-set-value = Set { $value }
tornado-title = One point more or less moves across the sales line
tornado-finding = { $name } moves most: one point, { $count } { $number ->
        [one] lead
       *[other] leads
    }
tornado-none = No single point moves a lead across the line to sales
tornado-no-criteria = With criteria in the model, this shows which of them moves most leads to sales
tornado-working = Trying each criterion
tornado-working-at = Trying each criterion: { $part }
tornado-less = one point less
tornado-points-more = one point more
tornado-key = Full: go to sales then. Hollow: no longer do
tornado-nobody = nobody moves
tornado-more = { $gained } more go to sales
tornado-fewer = { $lost } fewer go to sales
tornado-both = { $gained } more go to sales, { $lost } fewer
tornado-sentence = { $name }. +1: { $more }. −1: { $less }
tornado-all = { $number ->
        [one] Show the one that moves a lead
       *[other] Show all { $count } that move leads
    }
tornado-top = Show the strongest
sweep-range = Range
sweep-over = ▲ { $over } too many
sweep-fitted = Moved to fit: { $step }
sweep-no-wins = No past wins known
sweep-no-wins-about = No lead is known to be won. Once some are, this also shows the past wins caught and the win rate
