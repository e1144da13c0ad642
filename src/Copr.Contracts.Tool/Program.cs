using Copr.Contracts.Tool.Commands;

using Stream output = Console.OpenStandardOutput();
using Stream error = Console.OpenStandardError();
return await CommandLine.RunAsync(args, output, error);
