# The card “Routes and response times” of the page “Agreement”.
promises-title = Routes and response times
promises-presets = Presets
promises-presets-name = Presets for response times
promises-route = Route
promises-owner = Owner
promises-within = Respond within
promises-within-short = Within
promises-follow-up = Follow-up
promises-capacity = Capacity
promises-a-week = A week
promises-none = –
promises-open = Open route { $route }
promises-open-about = { $tone }. A click opens it on the page “Matrix”
promises-open-action = { $about }. To do: { $action }
promises-owner-of = Owner, { $route }
promises-give-to = Owner of { $route } becomes { $owner }
promises-within-of = Respond within, { $route }
promises-follow-up-of = Follow-up, { $route }
promises-capacity-of = Capacity, { $route }
promises-within-hint = How long until the first answer: 15 min, 4 h, 2 days. Empty: no time is promised
promises-follow-up-hint = How often it is tried before anyone gives up: 6 tries in 10 days. Empty: nothing is promised
promises-capacity-hint = How many such leads can be worked in a week: 60. Empty: not known
promises-load = { $route }: { $leads } leads a week
promises-load-over = { $route }: { $leads } leads a week, { $over } more than can be worked
promises-load-unknown = { $route }: leads a week unknown
promises-no-dates = How many leads a week is known once leads are open that say when they were created
promises-over = { $count ->
        [one] One route gets more leads than can be worked
       *[other] { $count } routes get more leads than can be worked
    }
promises-no-routes = No route yet: the page “Matrix” makes them
promises-unread = { $route }: { $refusal }
promise-no-time = “{ $text }” is no time; write it as 15 min, 4 h or 2 days
promise-too-long = “{ $text }” is too long for a first answer; it can be 365 days at most
promise-no-follow-up = “{ $text }” is no follow-up; write it as 6 tries in 10 days
promise-no-capacity = “{ $text }” is no number of leads a week; write it as 60
preset-fast = Fast answers
preset-fast-about = Hot leads within 5 min, warm ones within 15 min, nurture the same business day; at least 7 touches over 14 days
preset-touches = Enough touches
preset-touches-about = At least 7 touches over 14 days before a lead is given up; response times stay
preset-start = As in a new model
preset-start-about = 15 min, 4 h and 2 days by heat, with 3 tries in 2 days, 6 in 10 and 4 in 14
preset-second-touch = Second touch within { $within }
preset-choice = Preset
preset-would = This would change
preset-nothing = All this is promised already
preset-apply = Use these promises
