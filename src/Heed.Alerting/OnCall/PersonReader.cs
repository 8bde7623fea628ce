using System.Globalization;

using Heed.Alerting.Configuration;
using Heed.Documents;
using Heed.Model.Parsing;

namespace Heed.Alerting.OnCall;

/// <summary>Reads <c>people</c>.</summary>
internal sealed class PersonReader(OnCallSurroundings surroundings, ReceiverReader receivers)
{
    /// <summary>Receivers of a person's own stand under such names, which no Alertmanager file may have meant.</summary>
    private const string OwnPrefix = "oncall/";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public List<Person> ReadAll(IReadOnlyList<DocumentNode> nodes) => [.. nodes.Select(Read)];

    private Person Read(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string name = reader.TryRequire("name", "what schedules call the person", out DocumentNode? written) ? written.ReadText() : "";
        if (written is not null && name.Length == 0) written.Report("expected a name, found an empty text");
        else if (name.Contains('/', StringComparison.Ordinal)) written!.Report("expected a name without a slash: it stands in addresses");
        else if (name.Length > 0 && !_names.Add(name)) written!.Report($"expected every person's name once, found {Quoting.Quote(name)} again");
        TimeZoneInfo zone = reader.ReadZone(TimeZoneInfo.Utc);
        Person person = new(
            name,
            reader.TryGet("full_name", out DocumentNode? full) ? full.ReadText() : name,
            zone,
            ReadContacts(reader, name),
            reader.TryGet("quiet_hours", out DocumentNode? quiet) ? quiet.ReadHours(zone) : [],
            reader.TryGet("email", out DocumentNode? email) ? ReadEmail(email) : "",
            reader.TryGet("slack_user", out DocumentNode? slack) ? slack.ReadText() : "");
        reader.Finish();
        return person;
    }

    private List<ContactMethod> ReadContacts(MappingReader reader, string person)
    {
        List<ContactMethod> contacts = [];
        if (!reader.TryRequire("contacts", "at least one way to reach the person", out DocumentNode? node)) return contacts;
        IReadOnlyList<DocumentNode> items = node.ReadSequence();
        if (items.Count == 0) node.Report("expected at least one way to reach the person, found none");
        for (int i = 0; i < items.Count; i++)
        {
            if (ReadContact(items[i], OwnPrefix + person + "/" + (i + 1).ToString(CultureInfo.InvariantCulture)) is { } contact) contacts.Add(contact);
        }

        return contacts;
    }

    private ContactMethod? ReadContact(DocumentNode node, string ownName)
    {
        MappingReader reader = node.ReadMapping();
        bool isNamed = reader.TryGet("receiver", out DocumentNode? named);
        IReadOnlyList<string> severities = reader.TryGet("severities", out DocumentNode? of) ? of.ReadSeverities() : [];
        int before = node.Document.Diagnostics.All.Count;
        List<IntegrationOptions> own = receivers.ReadIntegrations(reader);
        bool isBroken = node.Document.Diagnostics.All.Count > before;
        if (!isBroken && isNamed == own.Count > 0)
        {
            node.Report("expected one of \"receiver\" (a name of the Alertmanager file) and integrations such as \"email_configs\"");
        }

        reader.Finish();
        ReceiverConfiguration? receiver = isNamed ? FindReceiver(named!) : own.Count > 0 ? new ReceiverConfiguration(ownName, own) : null;
        return receiver is null ? null : new ContactMethod(receiver, severities);
    }

    public ReceiverConfiguration? FindReceiver(DocumentNode node)
    {
        IReadOnlyList<ReceiverConfiguration> known = surroundings.Alertmanager.Receivers;
        string name = node.ReadName("a receiver of the Alertmanager file", [.. known.Select(r => r.Name)]);
        ReceiverConfiguration? found = known.FirstOrDefault(r => r.Name == name);
        if (found is { Integrations.Count: 0 }) node.Report($"expected a receiver that reaches somebody, found {Quoting.Quote(name)}, which sends nowhere");
        return found;
    }

    private static string ReadEmail(DocumentNode node)
    {
        string email = node.ReadText();
        int at = email.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at == email.Length - 1) node.Report($"expected an address such as ana@example.com, found {node.Describe()}");
        return email;
    }
}
