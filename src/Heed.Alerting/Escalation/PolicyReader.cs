using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Incidents;
using Heed.Alerting.OnCall;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Alerting.Escalation;

/// <summary>Reads <c>policies</c> and <c>routes</c>.</summary>
/// <param name="models">Names of the watched models; null where any may be named.</param>
/// <param name="people">Of this file.</param>
/// <param name="schedules">Of this file.</param>
/// <param name="findReceiver">Finds a receiver of the Alertmanager file; one that is not there is reported.</param>
internal sealed class PolicyReader(
    IReadOnlyList<string>? models,
    IReadOnlyList<Person> people,
    IReadOnlyList<Schedule> schedules,
    Func<DocumentNode, ReceiverConfiguration?> findReceiver)
{
    private const string Nobody = "none";
    private const string Service = "service";

    private readonly string[] _people = [.. people.Select(p => p.Name)];
    private readonly string[] _schedules = [.. schedules.Select(s => s.Name)];
    private readonly List<ReceiverConfiguration> _receivers = [];

    /// <summary>Receivers that steps name.</summary>
    public IReadOnlyList<ReceiverConfiguration> Receivers => _receivers;

    public List<EscalationPolicy> ReadPolicies(IReadOnlyList<DocumentNode> nodes)
    {
        List<EscalationPolicy> policies = [];
        foreach (DocumentNode node in nodes)
        {
            EscalationPolicy policy = ReadPolicy(node);
            if (policies.Exists(p => p.Name == policy.Name)) node.Report($"expected every policy's name once, found {Quoting.Quote(policy.Name)} again");
            policies.Add(policy);
        }

        return policies;
    }

    /// <summary>Who is on call first, and after fifteen minutes whoever stands behind; once again, then it has to be seen.</summary>
    public static EscalationPolicy Default(Schedule schedule)
    {
        long waitMs = (long)EscalationPolicy.DefaultWait.TotalMilliseconds;
        return new EscalationPolicy(
            EscalationPolicy.DefaultName,
            [
                new EscalationStep([new EscalationTarget(TargetKind.Schedule, schedule.Name)], IsRoundRobin: false, waitMs),
                new EscalationStep([new EscalationTarget(TargetKind.Backup, schedule.Name)], IsRoundRobin: false, waitMs),
            ],
            Repeat: 1,
            (long)EscalationPolicy.DefaultReminder.TotalMilliseconds,
            (long)EscalationPolicy.DefaultAcknowledgement.TotalMilliseconds);
    }

    /// <summary>What is critical takes the first policy.</summary>
    public static EscalationRoute DefaultRoute(EscalationPolicy policy) => new([LabelMatcher.Equal(AlertSeverities.Label, AlertSeverity.Critical.Word())], policy);

    public List<EscalationRoute> ReadRoutes(IReadOnlyList<DocumentNode> nodes, IReadOnlyList<EscalationPolicy> policies) =>
        [.. nodes.Select(node => ReadRoute(node, policies))];

    private EscalationPolicy ReadPolicy(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string name = reader.TryRequire("name", "what routes call the policy", out DocumentNode? written) ? written.ReadText() : "";
        if (written is not null && (name.Length == 0 || name == Nobody)) written.Report($"expected a name other than {Nobody}, found {written.Describe()}");
        List<EscalationStep> steps = [];
        if (reader.TryRequire("steps", "whom to notify, in order", out DocumentNode? list))
        {
            steps = [.. list.ReadSequence().Select(ReadStep)];
            if (steps.Count is 0 or > EscalationPolicy.MostSteps) list.Report($"expected 1 to {EscalationPolicy.MostSteps} steps, found {steps.Count}");
        }

        EscalationPolicy policy = new(
            name,
            steps,
            reader.TryGet("repeat", out DocumentNode? repeat) ? (int)repeat.ReadInteger(0, 0, EscalationPolicy.MostRepeats) : 0,
            ReadMs(reader, "remind_after", EscalationPolicy.DefaultReminder),
            ReadMs(reader, "acknowledgement", EscalationPolicy.DefaultAcknowledgement));
        reader.Finish();
        return policy;
    }

    private EscalationStep ReadStep(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        bool isAll = reader.TryGet("notify", out DocumentNode? all);
        bool isOne = reader.TryGet("round_robin", out DocumentNode? one);
        if (isAll == isOne) node.Report("expected one of \"notify\" (all of them at once) and \"round_robin\" (another one for each incident)");
        List<EscalationTarget> targets = [];
        foreach (DocumentNode item in (all ?? one) is { } list ? list.ReadSequence() : [])
        {
            if (ReadTarget(item) is { } target) targets.Add(target);
        }

        if ((isAll || isOne) && targets.Count == 0) (all ?? one)!.Report("expected at least one of { schedule: … }, { person: … }, { receiver: … }");
        TimeSpan wait = reader.TryGet("wait", out DocumentNode? written)
            ? written.ReadDuration(EscalationPolicy.DefaultWait, EscalationPolicy.LeastWait, EscalationPolicy.MostWait)
            : EscalationPolicy.DefaultWait;
        reader.Finish();
        return new EscalationStep(targets, isOne, (long)wait.TotalMilliseconds);
    }

    private EscalationTarget? ReadTarget(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        EscalationTarget? target = null;
        int kinds = 0;
        if (reader.TryGet("schedule", out DocumentNode? schedule)) Take(TargetKind.Schedule, schedule.ReadName("a schedule of this file", _schedules));
        if (reader.TryGet("backup", out DocumentNode? backup)) Take(TargetKind.Backup, backup.ReadName("a schedule of this file", _schedules));
        if (reader.TryGet("person", out DocumentNode? person)) Take(TargetKind.Person, person.ReadName("a person of this file", _people));
        if (reader.TryGet("receiver", out DocumentNode? receiver) && findReceiver(receiver) is { } found)
        {
            if (!_receivers.Contains(found)) _receivers.Add(found);
            Take(TargetKind.Receiver, found.Name);
        }

        bool isNothing = schedule is null && backup is null && person is null && receiver is null;
        if (isNothing || kinds > 1) node.Report("expected one of { schedule: … }, { backup: … }, { person: … } and { receiver: … }");
        reader.Finish();
        return target;

        void Take(TargetKind kind, string name)
        {
            kinds++;
            if (name.Length > 0) target = new EscalationTarget(kind, name);
        }
    }

    private EscalationRoute ReadRoute(DocumentNode node, IReadOnlyList<EscalationPolicy> policies)
    {
        MappingReader reader = node.ReadMapping();
        List<LabelMatcher> matchers = [];
        if (reader.TryGet("models", out DocumentNode? of))
        {
            AddAny(matchers, LabelNames.ModelName, models is null ? of.ReadTextList() : [.. of.ReadSequence().Select(m => m.ReadName("a model of heed.yml", models))]);
        }

        if (reader.TryGet("services", out DocumentNode? services)) AddAny(matchers, Service, services.ReadTextList());
        if (reader.TryGet("severities", out DocumentNode? severities)) AddAny(matchers, AlertSeverities.Label, severities.ReadSeverities());
        MatcherReading.ReadMatchers(reader, "matchers", matchers);
        EscalationPolicy? policy = null;
        if (reader.TryRequire("policy", "the policy's name, or none", out DocumentNode? written) && written.Text != Nobody)
        {
            string name = written.ReadName("a policy of this file", [.. policies.Select(p => p.Name), Nobody]);
            policy = policies.FirstOrDefault(p => p.Name == name);
        }

        reader.Finish();
        return new EscalationRoute(matchers, policy);
    }

    private static void AddAny(List<LabelMatcher> matchers, string label, IReadOnlyList<string> values)
    {
        if (values.Count == 1) matchers.Add(LabelMatcher.Equal(label, values[0]));
        else if (values.Count > 1) matchers.Add(LabelMatcher.Parse(label, MatchOperator.Regex, string.Join('|', values.Select(Escape))).Value);
    }

    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            if (@"\.+*?()|[]{}^$".Contains(c, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A duration of at least a minute, or 0 for never.</summary>
    private static long ReadMs(MappingReader reader, string key, TimeSpan fallback)
    {
        if (!reader.TryGet(key, out DocumentNode? node)) return (long)fallback.TotalMilliseconds;
        if (node.Text is "0" or "0s") return 0;
        return (long)node.ReadDuration(fallback, TimeSpan.FromMinutes(1), EscalationPolicy.MostWait).TotalMilliseconds;
    }
}
