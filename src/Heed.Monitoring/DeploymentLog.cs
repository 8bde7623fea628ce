using Heed.Monitoring.Reports;

namespace Heed.Monitoring;

/// <summary>The last deployments of a model.</summary>
internal sealed class DeploymentLog
{
    private const int Kept = 20;

    private readonly List<DeploymentReport> _deployments = [];

    /// <summary>Oldest first, in order of arrival.</summary>
    public IReadOnlyList<DeploymentReport> Deployments => [.. _deployments];

    /// <summary>The one that came last; null before the first.</summary>
    public DeploymentReport? Newest => _deployments.Count == 0 ? null : _deployments[^1];

    public void Add(DeploymentReport deployment)
    {
        if (_deployments.Count == Kept) _deployments.RemoveAt(0);
        _deployments.Add(deployment);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_deployments.Count);
        foreach (DeploymentReport deployment in _deployments)
        {
            writer.Write(deployment.TimeMs);
            writer.Write(deployment.Version);
            writer.Write(deployment.Note);
        }
    }

    public void Load(BinaryReader reader)
    {
        _deployments.Clear();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            _deployments.Add(new DeploymentReport(reader.ReadInt64(), reader.ReadString(), reader.ReadString()));
        }
    }
}
