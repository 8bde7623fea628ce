namespace Heed.Alerting.Configuration;

/// <summary>A named set of integrations; none at all for a receiver that only swallows.</summary>
public sealed record ReceiverConfiguration(string Name, IReadOnlyList<IntegrationOptions> Integrations);
