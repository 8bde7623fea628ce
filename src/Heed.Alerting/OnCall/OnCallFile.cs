using Heed.Alerting.Configuration;
using Heed.Alerting.Escalation;
using Heed.Documents;
using Heed.Http;

namespace Heed.Alerting.OnCall;

/// <summary>Reads <c>oncall.yml</c>.</summary>
public static class OnCallFile
{
    /// <summary>Every mistake is reported to <paramref name="diagnostics"/>; null where there is any.</summary>
    /// <param name="file">As the user wrote it.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="surroundings">What it may refer to.</param>
    /// <param name="diagnostics">May hold mistakes of other files already.</param>
    public static OnCallConfiguration? Parse(string file, string text, OnCallSurroundings surroundings, Diagnostics diagnostics)
    {
        int before = diagnostics.All.Count;
        MappingReader root = Document.Parse(file, text, diagnostics).Root.ReadMapping();
        if (diagnostics.All.Count > before) return null;

        PersonReader personReader = new(surroundings, AlertmanagerFile.OpenReceivers(surroundings));
        List<Person> people = personReader.ReadAll(Items(root, "people"));
        List<Schedule> schedules = new ScheduleReader(surroundings, people).ReadAll(Items(root, "schedules"));
        PolicyReader policyReader = new(surroundings.Models, people, schedules, personReader.FindReceiver);
        List<EscalationPolicy> policies = policyReader.ReadPolicies(Items(root, "policies"));
        if (policies.Count == 0 && schedules.Count > 0) policies.Add(PolicyReader.Default(schedules[0]));
        List<EscalationRoute> routes = policyReader.ReadRoutes(Items(root, "routes"), policies);
        if (!root.IsWritten("routes") && policies.Count > 0) routes.Add(PolicyReader.DefaultRoute(policies[0]));
        Credential? secret = root.TryGet("slack", out DocumentNode? slack) ? ReadSlack(slack, surroundings.Context) : null;
        TimeSpan lifetime = root.TryGet("link_lifetime", out DocumentNode? link)
            ? link.ReadDuration(OnCallConfiguration.DefaultLinkLifetime, OnCallConfiguration.LeastLinkLifetime, OnCallConfiguration.MostLinkLifetime)
            : OnCallConfiguration.DefaultLinkLifetime;
        (TimeSpan reminder, ReceiverConfiguration? room) = root.TryGet("silences", out DocumentNode? silences) ? ReadSilences(silences, personReader) : default;
        root.Finish();
        if (diagnostics.All.Count > before) return null;
        IEnumerable<ReceiverConfiguration> receivers = people.SelectMany(p => p.Contacts).Select(c => c.Receiver).Concat(policyReader.Receivers);
        if (room is not null) receivers = receivers.Append(room);
        return new OnCallConfiguration
        {
            People = people,
            Schedules = schedules,
            Policies = policies,
            Routes = routes,
            SlackSigningSecret = secret,
            LinkLifetime = lifetime,
            SilenceReminder = reminder,
            SilenceReceiver = room,
            Receivers = [.. receivers.DistinctBy(r => r.Name)],
        };
    }

    private static Credential? ReadSlack(DocumentNode node, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? secret = reader.ReadSecret("signing_secret", context);
        if (secret is null) node.Report("expected signing_secret or signing_secret_file, found none");
        reader.Finish();
        return secret;
    }

    private static (TimeSpan Reminder, ReceiverConfiguration? Room) ReadSilences(DocumentNode node, PersonReader people)
    {
        MappingReader reader = node.ReadMapping();
        TimeSpan reminder = reader.TryGet("remind_before", out DocumentNode? before)
            ? before.ReadDuration(TimeSpan.Zero, OnCallConfiguration.LeastSilenceReminder, OnCallConfiguration.MostSilenceReminder)
            : TimeSpan.Zero;
        ReceiverConfiguration? room = reader.TryGet("receiver", out DocumentNode? named) ? people.FindReceiver(named) : null;
        reader.Finish();
        return (reminder, room);
    }

    private static IReadOnlyList<DocumentNode> Items(MappingReader reader, string key) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadSequence() : [];
}
