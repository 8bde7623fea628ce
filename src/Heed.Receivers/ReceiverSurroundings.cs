using Heed.Alerting.Templating;
using Heed.Receivers.Http;

namespace Heed.Receivers;

/// <summary>What all receivers share.</summary>
/// <param name="Clock">Measures how long others take to answer.</param>
/// <param name="Memory">Where receivers find again what they have sent.</param>
public sealed record ReceiverSurroundings(HttpSender Http, NoticeTemplates Templates, TimeProvider Clock, IReceiverMemory Memory);
