using Heed.Documents;

namespace Heed.Alerting.Configuration;

/// <summary>The gate through which a kind of receiver brings its part of the configuration file.</summary>
public interface IIntegrationKind
{
    /// <summary>As <c>webhook</c>; its key in a receiver is this with <c>_configs</c>.</summary>
    string Name { get; }

    /// <summary>Reads the kind's keys in <c>global</c> and returns what reads one entry of a receiver under that global.</summary>
    IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context);
}
