using Heed.Documents;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>host</c>: <c>true</c> for all, or a mapping.</summary>
internal static class HostReader
{
    public static HostOptions Read(DocumentNode node)
    {
        if (node.Kind == NodeKind.Scalar)
        {
            bool all = node.ReadBool();
            return new HostOptions { Node = all, Gpus = all };
        }

        MappingReader reader = node.ReadMapping();
        HostOptions options = new()
        {
            Node = reader.TryGet("node", out DocumentNode? host) && host.ReadBool(),
            Gpus = reader.TryGet("gpus", out DocumentNode? gpus) && gpus.ReadBool(),
            Instance = reader.TryGet("instance", out DocumentNode? instance) ? instance.ReadText() : null,
        };
        reader.Finish();
        return options;
    }
}
