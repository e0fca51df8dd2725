import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { Graph } from '@linchpin/graph';

@Controller('health')
export class HealthController {
  constructor(private readonly graph: Graph) {}

  /** The process runs. */
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** It can answer questions. */
  @Get('ready')
  async ready(): Promise<{ status: string }> {
    try {
      await this.graph.verify(2_000);
    } catch {
      throw new ServiceUnavailableException({ status: 'unavailable', reason: 'the database does not answer' });
    }
    return { status: 'ok' };
  }
}
