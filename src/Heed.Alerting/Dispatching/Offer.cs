using Heed.Alerting.Grouping;
using Heed.Alerting.Log;
using Heed.Alerting.Notifications;

namespace Heed.Alerting.Dispatching;

/// <summary>A notification that a flush decided to send, with what the log will say of it once the sink has taken it.</summary>
internal sealed record Offer(AggregationGroup Group, int IntegrationIndex, LogKey Key, LogEntry Entry, Notification Notification);
