using Heed.Model.Samples;

namespace Heed.Server.Hosting;

/// <summary>Something besides the models that has figures to collect.</summary>
public interface ISampleSource
{
    void Collect(long nowMs, ISampleSink sink);
}
