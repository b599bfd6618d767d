# The matrix on another day, and the buying stages over time.
time-view = Over time
time-subtitle = { $leads } by buying stage, month by month. Click a month to see who moved on from there
time-title = As of
time-back = Back to today
time-reading = Looking when leads came…
time-no-dates = No lead says when it came. With a column of days when leads were created, or with events, this shows the matrix as it was on any day
time-no-leads = With leads open, this shows how they moved from stage to stage, month by month
time-field = As of this day
time-field-about = Type a day: 2026-03-01 or 1 Mar 2026
time-no-day = “{ $text }” is not a day; write it as 2026-03-01 or 1 Mar 2026
time-slider = As of day
time-hover = { $day }: { $sentence }
time-all = { $leads }, all there are; lately { $week } came a week
time-some = { $there } of { $leads } were there; lately { $week } came a week
time-preparing = Working out the months: { $done } of { $all }
time-month-back = A month back
time-month-on = A month on
time-play = Play the months
time-pause = Pause
time-span = Months
time-span-year = Last 12 months
time-span-all = All { $months }
time-chip-past = As it was on { $day }
time-chip-ahead = As it would be on { $day }
time-chip-name = { $text }: back to today
time-chip-about = All numbers are as of this day. Click to go back to { $own }, the day of the library
time-below = No stage
time-shares = Share in each buying stage
time-as = Shares as
time-as-chart = Chart
time-as-table = Table
time-finding-more = { $share } of the leads are in { $stage }, { $points } percentage points more than on { $then }
time-finding-less = { $share } of the leads are in { $stage }, { $points } percentage points fewer than on { $then }
time-finding-same = { $share } of the leads are in { $stage }, as on { $then }
time-chart-name = Share in each buying stage, month by month. { $finding }
time-layer = { $share } { $stage }
time-month = { $day }, { $leads }
time-month-stage = { $stage }: { $share }, { $leads }
time-show-matrix = Show the matrix of { $day }
time-all-months = All months again
time-no-stages-title = From stage to stage
time-no-stages-text = This shows which share of the leads is in each buying stage month by month, and how many move on from one to the next. The model has no stages yet: name them, and say from which score on each begins
time-no-stages-open = Add buying stages
time-passages = Who moves on
time-passages-none = This takes months that are over: choose an earlier one, or more of them
time-passages-nobody = Nobody was below the highest stage. From which score on each stage begins is said in the settings of the model
time-passages-finding = { $share } { $months ->
        [one] a month
       *[other] in { $months } months
    } move on from { $from } to { $to } or beyond
time-passages-finding-last = { $share } { $months ->
        [one] a month
       *[other] in { $months } months
    } move on from { $from } to { $to }
time-passages-month = Of the leads in a stage on { $from }, the share that was in a higher one on { $to }
time-passages-all = Of the leads in a stage at a month’s end, the share that was in a higher one { $months ->
        [one] a month
       *[other] { $months } months
    } later; all months from { $from } to { $to } together
time-lag-name = Later by
time-lag = { $months ->
        [one] 1 month
       *[other] { $months } months
    }
time-stays = { $share } stay
time-passage-line = { $from } → { $to }
time-stage-sentence = { $stage }: { $leads } at a month’s end; later { $on } were higher, { $stay } in the same stage, { $back } lower
time-arrow-sentence = { $from } → { $to } or beyond: { $on } ({ $moved } of { $leads }) { $months ->
        [one] a month
       *[other] { $months } months
    } later; back from { $to }: { $back }
time-table-day = Month’s end
time-table-leads = Leads
time-table-cell = { $share }  { $leads }
time-held = Held against
time-held-baseline = Baseline
time-held-title = the draft on { $day }
time-earlier = { $months ->
        [one] 1 month earlier
        [12] 1 year earlier
       *[other] { $months } months earlier
    }
