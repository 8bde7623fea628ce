using Heed.Documents;

namespace Heed.Alerting.Configuration;

/// <summary>
/// Reads one entry of a receiver. Mistakes are reported to the document; null where they leave nothing usable.
/// </summary>
/// <param name="node">The entry.</param>
/// <param name="index">Its place in its list, counted from zero.</param>
public delegate IntegrationOptions? IntegrationReader(DocumentNode node, int index);
