using Heed.Alerting.Configuration;
using Heed.Alerting.Escalation;
using Heed.Http;
using Heed.Model.Labels;

namespace Heed.Alerting.OnCall;

/// <summary>What <c>oncall.yml</c> says, without a mistake: every name in it leads somewhere.</summary>
public sealed record OnCallConfiguration
{
    /// <summary>Nobody is on call.</summary>
    public static readonly OnCallConfiguration Empty = new();

    /// <value>In the file's order; their names differ.</value>
    public IReadOnlyList<Person> People { get; init; } = [];

    /// <value>In the file's order; their names differ.</value>
    public IReadOnlyList<Schedule> Schedules { get; init; } = [];

    /// <value>In the file's order; the default policy where the file has none.</value>
    public IReadOnlyList<EscalationPolicy> Policies { get; init; } = [];

    /// <value>The first that takes an incident decides.</value>
    public IReadOnlyList<EscalationRoute> Routes { get; init; } = [];

    /// <value>What requests of Slack are signed with; null where its buttons are not used.</value>
    public Credential? SlackSigningSecret { get; init; }

    /// <value>How long a link that acknowledges can be used.</value>
    public TimeSpan LinkLifetime { get; init; } = DefaultLinkLifetime;

    /// <value>How long before its end somebody is reminded of a silence that holds alerts; zero for never, which is the default.</value>
    public TimeSpan SilenceReminder { get; init; }

    /// <value>Who is reminded of silences whose makers are not people of this file; null for nobody.</value>
    public ReceiverConfiguration? SilenceReceiver { get; init; }

    /// <value>Receivers that people or steps use: those that stand in this file, and those of the Alertmanager file that it names.</value>
    public IReadOnlyList<ReceiverConfiguration> Receivers { get; init; } = [];

    public static readonly TimeSpan DefaultLinkLifetime = TimeSpan.FromDays(1);
    public static readonly TimeSpan LeastLinkLifetime = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan MostLinkLifetime = TimeSpan.FromDays(30);

    public static readonly TimeSpan LeastSilenceReminder = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MostSilenceReminder = TimeSpan.FromDays(7);

    public Person? FindPerson(string name) => People.FirstOrDefault(p => p.Name == name);

    public Schedule? FindSchedule(string name) => Schedules.FirstOrDefault(s => s.Name == name);

    /// <summary>The policy of an incident; null for none.</summary>
    public EscalationPolicy? PolicyOf(LabelSet labels)
    {
        foreach (EscalationRoute route in Routes)
        {
            if (route.Takes(labels)) return route.Policy;
        }

        return null;
    }
}
