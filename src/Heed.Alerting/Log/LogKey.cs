using Heed.Alerting.Notifications;

namespace Heed.Alerting.Log;

/// <summary>Who was told about which group.</summary>
public readonly record struct LogKey(string GroupKey, string Receiver, IntegrationId Integration);
