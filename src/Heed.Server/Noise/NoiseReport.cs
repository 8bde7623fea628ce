using Heed.Alerting.Incidents;
using Heed.Rules.Alerting;
using Heed.Rules.Reports;
using Heed.Server.Hosting;
using Heed.Server.Incidents;
using Heed.Server.State;

namespace Heed.Server.Noise;

/// <summary>Looks back at how much people were interrupted.</summary>
internal sealed class NoiseReport(Station station, StateDatabase state, IncidentDesk incidents)
{
    /// <summary>Notices that are counted, the newest: a year of a loud service.</summary>
    public const int MostNotices = 50_000;

    private const int MostRules = 20;

    public NoiseAnswer Read(long fromMs, long toMs, TimeZoneInfo zone)
    {
        NoiseTally tally = new(zone);
        int notices = state.VisitNotifications(fromMs, toMs, MostNotices, tally.Add);
        Incident[] opened = [.. incidents.List(fromMs, null).Where(i => i.OpenedAtMs >= fromMs && i.OpenedAtMs < toMs)];
        foreach (Incident incident in opened) tally.Add(incident);
        IReadOnlyDictionary<string, int> fired = state.AskJournal(j => j.CountRouted(fromMs, toMs));
        (RuleReport Rule, RuleGroupReport Group)[] rules =
            [.. station.Rules.Report().SelectMany(g => g.Rules.Where(r => r.Rule is AlertingRule).Select(r => (r, g)))];
        return new NoiseAnswer
        {
            From = DateTimeOffset.FromUnixTimeMilliseconds(fromMs),
            To = DateTimeOffset.FromUnixTimeMilliseconds(toMs),
            TargetLeast = NoiseTally.TargetLeast,
            TargetMost = NoiseTally.TargetMost,
            Weeks = tally.Weeks,
            NoisiestRules = Noisiest(tally, fired, opened),
            NeverFired = [.. rules.Where(r => !fired.ContainsKey(r.Rule.Rule.Name)).Select(r => Quiet(r.Rule, r.Group, null))],
            CannotMatch =
            [
                .. from rule in rules
                   let warning = rule.Rule.Rule.Warnings.FirstOrDefault(w => w.NeverMatches)
                   where warning is not null
                   select Quiet(rule.Rule, rule.Group, warning.Message),
            ],
            IsCut = notices >= MostNotices,
        };
    }

    private static IReadOnlyList<NoisyRule> Noisiest(NoiseTally tally, IReadOnlyDictionary<string, int> fired, Incident[] incidents)
    {
        Dictionary<string, int> noise = new(StringComparer.Ordinal);
        IEnumerable<Incident> noisy = incidents.Where(i => i.Verdict == IncidentVerdict.Noise);
        foreach (string name in noisy.SelectMany(i => i.Alerts.Select(a => a.Name).Distinct()))
        {
            noise[name] = noise.GetValueOrDefault(name) + 1;
        }

        return
        [
            .. tally.InterruptionsByName
                .Select(r => new NoisyRule(r.Key, r.Value, fired.GetValueOrDefault(r.Key), noise.GetValueOrDefault(r.Key)))
                .OrderByDescending(r => r.Interruptions).ThenByDescending(r => r.Fired).ThenBy(r => r.Rule, StringComparer.Ordinal)
                .Take(MostRules),
        ];
    }

    private static QuietRule Quiet(RuleReport rule, RuleGroupReport group, string? why) =>
        new(rule.Rule.Name, group.Group.Name, group.Group.File, why);
}
