using Heed.Alerting.Templating;
using Heed.Receivers.Http;

namespace Heed.Receivers;

/// <summary>What all receivers share.</summary>
public sealed record ReceiverSurroundings(HttpSender Http, NoticeTemplates Templates);
