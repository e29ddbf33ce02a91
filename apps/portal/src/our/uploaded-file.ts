import type { UploadedDocument } from '../api/api-client';
import type { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';

/** The file that a form sent as `file`, once the API has taken it; null where none was chosen, or where it was refused, which is then among the errors. */
export async function uploadedFile(visit: Visit, errors: FormErrors): Promise<UploadedDocument | null> {
  const file = await visit.file('file');
  if (file === null) return null;
  try {
    return await visit.upload(file.name, file.bytes);
  } catch (error) {
    errors.addRefusal(error, 'file', { file: 'file' });
    return null;
  }
}
