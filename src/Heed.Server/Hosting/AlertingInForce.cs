using Heed.Alerting.Configuration;
using Heed.Alerting.Templating;
using Heed.Receivers;
using Heed.Receivers.Http;

namespace Heed.Server.Hosting;

/// <summary>
/// Alertmanager's file as it is in force, with what is made of it and of the receivers of people on call; a reload replaces all of it at
/// once. Safe for use by several threads.
/// </summary>
public sealed class AlertingInForce
{
    private readonly Func<NoticeTemplates, ReceiverSurroundings> _surroundings;
    private volatile Parts _parts;

    /// <param name="configuration">What the server starts with.</param>
    /// <param name="people">The receivers that people on call have of their own.</param>
    /// <param name="templates">Its templates.</param>
    /// <param name="http">What its receivers call with.</param>
    /// <param name="wallClock">Measures how long others take to answer.</param>
    public AlertingInForce(
        AlertmanagerConfiguration configuration,
        IReadOnlyList<ReceiverConfiguration> people,
        NoticeTemplates templates,
        HttpSender http,
        TimeProvider wallClock)
    {
        RecentMemory memory = new(RecentMemory.DefaultCapacity);
        _surroundings = used => new ReceiverSurroundings(http, used, wallClock, memory);
        _parts = Make(configuration, people, templates);
    }

    public AlertmanagerConfiguration Configuration => _parts.Configuration;

    public NoticeTemplates Templates => _parts.Templates;

    public ReceiverRegistry Receivers => _parts.Receivers;

    public void Replace(AlertmanagerConfiguration configuration, IReadOnlyList<ReceiverConfiguration> people, NoticeTemplates templates) =>
        _parts = Make(configuration, people, templates);

    private Parts Make(AlertmanagerConfiguration configuration, IReadOnlyList<ReceiverConfiguration> people, NoticeTemplates templates) =>
        new(configuration, templates, ReceiverRegistry.Create(configuration.Receivers.Concat(people).DistinctBy(r => r.Name), _surroundings(templates)));

    private sealed record Parts(AlertmanagerConfiguration Configuration, NoticeTemplates Templates, ReceiverRegistry Receivers);
}
